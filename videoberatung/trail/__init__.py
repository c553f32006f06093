"""Who did what to which id. Rows are added and, after their term, erased; never changed."""
