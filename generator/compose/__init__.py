"""County plan and template → blocks (撰写)."""
