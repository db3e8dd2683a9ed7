// Gives the element of the page the attributes that its query names, and then brings in the loader, whose address the
// page's server puts here.

for (const [name, value] of new URLSearchParams(location.search)) document.querySelector("open-slot").setAttribute(name, value);
const script = document.createElement("script");
script.src = "{{worker}}/embed.js";
document.head.append(script);
