"""An amending notice (修改、补充、调整、废止、延期) read as orders and applied to the notice that it amends."""
