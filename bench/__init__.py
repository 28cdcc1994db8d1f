"""The generator: any number of invented reports whose facts are known, and what is measured on them.

Here belongs what writes reports (``bodies``, ``finance``, ``blocks``, ``skeletons``, ``layouts``, ``faults``) and what measures the
product on them (``accuracy``, ``speed``). Nothing of the product imports it, and it is not shipped in the wheel. Every body,
project and figure is invented; only the regions' names and codes are real.
"""
