// Brings in the loader when a page asks for it.

document.head.append(Object.assign(document.createElement("script"), { src: "{{worker}}/embed.js" }));
