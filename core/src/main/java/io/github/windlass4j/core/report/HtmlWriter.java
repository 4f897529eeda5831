package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.internal.Hex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A report as one HTML page. */
final class HtmlWriter {
    private static final String STYLE = resource("report.css");
    private static final String SCRIPT = resource("report.js");

    private final Report report;
    private final StringBuilder out = new StringBuilder();

    HtmlWriter(Report report) {
        this.report = report;
    }

    String text() {
        head();
        out.append("<body>\n<a class=\"skip\" href=\"#content\">Skip to the answers</a>\n<header>\n<h1>")
                .append(text(report.title()))
                .append("</h1>\n<p>")
                .append(badge(report.outcome()))
                .append(" as of <time datetime=\"")
                .append(report.at())
                .append("\">")
                .append(report.at())
                .append("</time></p>\n</header>\n");
        contents();
        out.append("<main id=\"content\" tabindex=\"-1\">\n");
        filter();
        for (int i = 0; i < report.sections().size(); i++) {
            section(report.sections().get(i), i + 1);
        }
        out.append("</main>\n<footer><p>Written by Windlass; nothing on this page was fetched.</p></footer>\n")
                .append("<script>")
                .append(SCRIPT)
                .append("</script>\n</body>\n</html>\n");
        return out.toString();
    }

    /** The page may run this one script and apply this one style, and load nothing. */
    private void head() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action 'none'; style-src ")
                .append(hash(STYLE))
                .append("; script-src ")
                .append(hash(SCRIPT))
                .append("; img-src data:\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n<title>")
                .append(text(report.title()))
                .append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n");
    }

    private void contents() {
        if (report.sections().isEmpty()) {
            return;
        }
        out.append("<nav aria-label=\"Sections\">\n<ol>\n");
        for (int i = 0; i < report.sections().size(); i++) {
            Section section = report.sections().get(i);
            out.append("<li><a href=\"#s").append(i + 1).append("\">").append(text(section.title()));
            out.append("</a> ").append(badge(section.outcome())).append("</li>\n");
        }
        out.append("</ol>\n</nav>\n");
    }

    /** Hidden until the script shows it: without scripts there is nothing that does not work. */
    private void filter() {
        int findings = report.findings().size();
        if (findings > 0) {
            out.append("<search hidden><label for=\"filter\">Filter ")
                    .append(Count.of(findings, "finding"))
                    .append("</label> <input id=\"filter\" type=\"search\" autocomplete=\"off\">")
                    .append(" <output for=\"filter\" id=\"shown\" aria-live=\"polite\"></output></search>\n");
        }
    }

    private void section(Section section, int number) {
        out.append("<section aria-labelledby=\"s")
                .append(number)
                .append("\">\n<h2 id=\"s")
                .append(number);
        out.append("\">").append(text(section.title())).append("</h2>\n<p>").append(badge(section.outcome()));
        out.append(section.summary().isEmpty() ? "" : " " + text(section.summary()))
                .append("</p>\n");
        section.blocks().forEach(this::block);
        out.append("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Findings findings) {
            findings(findings.findings());
        } else if (block instanceof Block.Table table) {
            table(table);
        } else if (block instanceof Block.Text text) {
            figure(text.caption(), pre(text.text()));
        } else if (block instanceof Drawing drawing) {
            figure(
                    drawing.title(),
                    "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" + text(drawing.title()) + "\">"
                            + drawing.svg() + "</div>\n<details><summary>In words</summary>" + pre(drawing.text())
                            + "</details>");
        }
    }

    private void findings(List<Finding> findings) {
        if (findings.isEmpty()) {
            out.append("<p>Nothing found.</p>\n");
            return;
        }
        out.append("<ul class=\"findings\">\n");
        for (Finding finding : findings) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            out.append("<li class=\"finding\"><p><strong class=\"badge ")
                    .append(severity)
                    .append("\">");
            out.append(severity)
                    .append("</strong> <code>")
                    .append(text(finding.rule()))
                    .append("</code> ");
            String where = finding.location().toString();
            out.append(where.isEmpty() ? "" : "<span class=\"where\">" + text(where) + "</span>")
                    .append("</p>\n<p>");
            out.append(text(finding.message())).append("</p>\n");
            if (!finding.evidence().isEmpty()) {
                out.append("<ul>");
                finding.evidence()
                        .forEach(line -> out.append("<li>").append(text(line)).append("</li>"));
                out.append("</ul>\n");
            }
            finding.remedy()
                    .ifPresent(remedy -> out.append("<p class=\"remedy\"><strong>Do:</strong> ")
                            .append(text(remedy))
                            .append("</p>\n"));
            out.append("</li>\n");
        }
        out.append("</ul>\n");
    }

    private void table(Block.Table table) {
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
                .append(text(table.caption()));
        out.append("\"><table>\n<caption>").append(text(table.caption())).append("</caption>\n<thead><tr>");
        table.header()
                .forEach(name ->
                        out.append("<th scope=\"col\">").append(text(name)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : table.rows()) {
            out.append("<tr>");
            row.forEach(cell -> out.append("<td>").append(text(cell)).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private void figure(String caption, String content) {
        out.append("<figure>\n<figcaption>").append(text(caption)).append("</figcaption>\n");
        out.append(content).append("\n</figure>\n");
    }

    private static String pre(String text) {
        return "<pre tabindex=\"0\">" + Words.xml(Words.lines(text)) + "</pre>";
    }

    private static String badge(Outcome outcome) {
        return "<strong class=\"badge " + outcome.name().toLowerCase(Locale.ROOT) + "\">" + outcome + "</strong>";
    }

    private static String text(String text) {
        return Words.xml(Words.line(text));
    }

    private static String hash(String inline) {
        byte[] bytes = inline.getBytes(StandardCharsets.UTF_8);
        return "'sha256-" + Base64.getEncoder().encodeToString(Hex.digest("SHA-256", bytes, 0, bytes.length)) + "'";
    }

    private static String resource(String name) {
        try (InputStream in = HtmlWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing beside " + HtmlWriter.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
