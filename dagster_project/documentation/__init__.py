"""The dbt project told as static pages: what each model is, and which columns each column comes from.

Here belongs what people read about the models. What a model means is written beside it, in dbt/models.
"""
