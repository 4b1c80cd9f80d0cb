"use strict";
// Filters the matrix of a page by column, row and grade. Without this script the whole table is shown.
for (const form of document.querySelectorAll(".matrix-filter")) {
  const table = form.parentElement.querySelector("table.matrix");
  const show = () => {
    const { column, row, grade } = Object.fromEntries(new FormData(form));
    let found = 0;
    for (const cell of table.querySelectorAll("[data-column]")) {
      cell.hidden = column !== "" && cell.dataset.column !== column;
    }
    for (const line of table.querySelectorAll("tbody tr")) {
      let marked = 0;
      for (const cell of line.querySelectorAll("td")) {
        const wanted = cell.dataset.grade !== "" && (grade === "" || cell.dataset.grade === grade);
        cell.classList.toggle("faded", !wanted);
        marked += Number(wanted && !cell.hidden);
      }
      line.hidden = (row !== "" && line.dataset.row !== row) || (column !== "" && marked === 0);
      found += line.hidden ? 0 : marked;
    }
    form.querySelector("output").value = found === 1 ? "1 Feld" : `${found} Felder`;
  };
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
