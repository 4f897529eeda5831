package io.github.windlass4j.core.report;

import io.github.windlass4j.core.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings and verdicts of any module under one title, written in the formats that tools and people read. The same report
 * gives the same bytes. Control characters and characters that turn the direction of text are written as {@code U+202E}, so
 * that a hostile name cannot change what a reader sees.
 *
 * @param title what was asked
 * @param at the instant that the answers hold for
 * @param sections the answers in the order in which they are to be read
 */
public record Report(String title, Instant at, List<Section> sections) {
    /** Copies the sections. */
    public Report {
        sections = List.copyOf(sections);
    }

    /** A report without sections yet. */
    public static Report titled(String title, Instant at) {
        return new Report(title, at, List.of());
    }

    /** This report with one more section at its end. */
    public Report with(Section section) {
        List<Section> more = new ArrayList<>(sections);
        more.add(section);
        return new Report(title, at, more);
    }

    /** This report with a verdict as its last section. */
    public Report with(Reportable verdict) {
        return with(verdict.section());
    }

    /** The worst outcome of the sections; {@link Outcome#PASSES} if there is none. */
    public Outcome outcome() {
        return sections.stream().map(Section::outcome).reduce(Outcome.PASSES, Outcome::orWorse);
    }

    /** The findings of all sections, in their order. */
    public List<Finding> findings() {
        return sections.stream().flatMap(section -> section.findings().stream()).toList();
    }

    /** CommonMark with GitHub's tables; drawings as Mermaid where they have it, else as text. */
    public String toMarkdown() {
        return new MarkdownWriter(this).text();
    }

    /** One JSON object with every part of the report under the names of its components. */
    public String toJson() {
        return JsonWriter.report(this);
    }

    /**
     * The findings as SARIF 2.1.0 (OASIS, 2020). The fingerprint of a result is made of rule, artefact and entry and of how
     * many such results stand before it, so that a new line number or another wording is no new alert.
     */
    public String toSarif() {
        return SarifWriter.write(this);
    }

    /**
     * JUnit XML as continuous integration servers read it: one suite a section, a case for its outcome and one for each
     * finding. Errors fail, what is not known is skipped with its summary, warnings and notes pass with their text as output.
     */
    public String toJunitXml() {
        return new JUnitWriter(this).text();
    }

    /**
     * One HTML page that needs no script and asks for nothing outside itself: light and dark, printable, readable by
     * keyboard and screen reader. Where scripts run, its findings can be filtered.
     */
    public String toHtml() {
        return new HtmlWriter(this).text();
    }

    /** The title, the instant and the outcome, then one line a section. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title + " at " + at + ": " + outcome());
        sections.forEach(section -> text.append("\n  ").append(section));
        return text.toString();
    }
}
