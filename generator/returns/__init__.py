"""Forms that came back (报表回收): read, checked and summed."""
