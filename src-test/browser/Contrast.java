package browser;

/** A question to the browser: which texts are too faint to read (WCAG 2.1, success criterion 1.4.3)? */
final class Contrast {
    /** Lists every text with less than 4.5 to 1 against the nearest painted ground, and how much it has. */
    static final String TOO_FAINT = """
            (() => {
              const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
              const light = ([r, g, b]) => [r, g, b]
                .map(v => v / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = element => {
                for (let e = element; e; e = e.parentElement) {
                  const c = rgb(getComputedStyle(e).backgroundColor);
                  if (c.length === 3 || c[3] > 0) return c;
                }
                return [255, 255, 255];
              };
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const faint = [];
              for (let n = texts.nextNode(); n; n = texts.nextNode()) {
                if (!n.data.trim()) continue;
                const a = light(rgb(getComputedStyle(n.parentElement).color));
                const b = light(ground(n.parentElement));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) faint.push(n.data.trim() + ' ' + ratio.toFixed(2));
              }
              return faint.join('; ');
            })()
            """;

    private Contrast() {}
}
