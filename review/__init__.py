"""A person looks a spec over (审阅): the page that shows it, the sheet that corrects it, what is said of each fact."""
