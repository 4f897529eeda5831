package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Severity;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A report as JUnit XML. */
final class JUnitWriter {
    private final Report report;
    private final StringBuilder out = new StringBuilder();

    JUnitWriter(Report report) {
        this.report = report;
    }

    String text() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=")
                .append(quoted(report.title()))
                .append(totals(report.sections()))
                .append(">\n");
        report.sections().forEach(this::suite);
        return out.append("</testsuites>\n").toString();
    }

    private void suite(Section section) {
        out.append("  <testsuite name=")
                .append(quoted(section.title()))
                .append(totals(List.of(section)))
                .append(" errors=\"0\" time=\"0\" timestamp=\"")
                .append(report.at().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""))
                .append("\">\n");
        open(section.title(), "outcome");
        String said = section.summary().isEmpty() ? section.outcome().toString() : section.summary();
        if (section.outcome() == Outcome.FAILS) {
            failure(section.outcome().toString(), said, "");
        } else if (section.outcome() == Outcome.UNKNOWN) {
            out.append("      <skipped message=").append(quoted(said)).append("/>\n");
        } else {
            output(said);
        }
        close();
        section.findings().forEach(finding -> {
            open(section.title(), finding.rule() + " " + finding.location());
            String details = String.join("\n", finding.evidence())
                    + finding.remedy().map(remedy -> "\ndo: " + remedy).orElse("");
            if (finding.severity() == Severity.ERROR) {
                failure(finding.rule(), finding.message(), details);
            } else {
                output(finding.severity() + " " + finding.message() + "\n" + details);
            }
            close();
        });
        out.append("  </testsuite>\n");
    }

    private void open(String suite, String name) {
        out.append("    <testcase classname=").append(quoted(suite)).append(" name=");
        out.append(quoted(name)).append(" time=\"0\">\n");
    }

    private void failure(String type, String message, String details) {
        out.append("      <failure type=")
                .append(quoted(type))
                .append(" message=")
                .append(quoted(message));
        out.append('>').append(Words.xml(Words.lines(details.strip()))).append("</failure>\n");
    }

    private void output(String text) {
        out.append("      <system-out>").append(Words.xml(Words.lines(text.strip())));
        out.append("</system-out>\n");
    }

    private void close() {
        out.append("    </testcase>\n");
    }

    private static String totals(List<Section> sections) {
        long cases = 0;
        long failures = 0;
        long skipped = 0;
        for (Section section : sections) {
            cases += 1 + section.findings().size();
            skipped += section.outcome() == Outcome.UNKNOWN ? 1 : 0;
            failures += section.outcome() == Outcome.FAILS ? 1 : 0;
            failures += section.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .count();
        }
        return " tests=\"" + cases + "\" failures=\"" + failures + "\" skipped=\"" + skipped + "\"";
    }

    private static String quoted(String text) {
        return '"' + Words.xml(Words.line(text)) + '"';
    }
}
