// Eleventy makes a page for each Markdown file; the layout is Nunjucks.
module.exports = (config) => {
  config.setTemplateFormats("md");
  config.addGlobalData("layout", "wish.njk");
  return {
    dir: { input: "../markdown/docs/wish", includes: "../../../eleventy/layouts" },
    markdownTemplateEngine: false,
  };
};
