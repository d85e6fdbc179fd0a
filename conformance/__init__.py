"""Any Word document against GB/T 9704—2012 (版式核验): findings, each with clause, strength and place."""
