// A page of a case stays as it is while its case does; the state of the register is said by stand.js.
globalThis.stand = (origin) => {
  document.getElementById("stand").append(` Register: ${origin}.`);
};
