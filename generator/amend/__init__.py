"""Edits of a Word document of others as tracked changes with comments (修订痕迹); all else stays as it was."""
