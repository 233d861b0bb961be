// Passkeys: a form with data-passkey ("get" or "create") asks the device for one, writes its answer into the field
// `credential` and sends the form. What to ask stands in the element that data-options names, else at the form's address.
const ask = {
  get: (options) => window.webauthnJSON.get(options),
  create: (options) => {
    options.publicKey.authenticatorSelection = {
      ...options.publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    };
    return window.webauthnJSON.create(options);
  },
};

async function optionsOf(form) {
  let found;
  if (form.dataset.options) {
    found = JSON.parse(document.getElementById(form.dataset.options).textContent);
  } else {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`options: ${answer.status}`);
    found = await answer.json();
  }
  return found.creation_options ?? found.request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const complaint = form.querySelector("[data-failed]");
  form.hidden = false; // without this script it could do nothing
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    complaint.hidden = true;
    try {
      const credential = await ask[form.dataset.passkey](await optionsOf(form));
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      complaint.hidden = false; // she closed the question, or the device has no passkey of hers
    }
  });
}
