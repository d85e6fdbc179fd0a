"""Plan, old paper, new paper → what the plan is to say otherwise (修订)."""
