// The browser's half of Markup in dashboard/components/html.py: a div whose markup the server has written.
window.hytetaulu = {
  Markup: ({ id, className, html }) =>
    window.React.createElement("div", { id, className, dangerouslySetInnerHTML: { __html: html } }),
};
