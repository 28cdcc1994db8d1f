// A list is asked for again as soon as a choice is made; without scripts the button does it.
"use strict";
for (const form of document.querySelectorAll("form.filters")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select")) form.requestSubmit();
  });
  // Empty fields stay out of the address, so that it can be shared.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
}

for (const button of document.querySelectorAll("button[data-print]")) button.addEventListener("click", () => window.print());
