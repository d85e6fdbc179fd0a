"""The steps (迁移步骤), each of the tables as they were then; none looks at registry.tables, which goes on changing."""
