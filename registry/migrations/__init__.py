"""How registries of older programs come to today's tables (迁移), step by step."""
