"""Problems, improvements and objectives in words, and the signatures by which copied ones are found."""
