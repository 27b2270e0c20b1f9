// The browser's half of dashboard/components/markup.py: a div whose markup the server has written.
window.hytetaulu = {
  Markup: ({ id, className, html }) =>
    window.React.createElement("div", { id, className, dangerouslySetInnerHTML: { __html: html } }),
};
