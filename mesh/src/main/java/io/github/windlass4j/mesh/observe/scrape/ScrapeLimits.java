package io.github.windlass4j.mesh.observe.scrape;

/**
 * Limits of a job; what exceeds one makes the whole scrape fail. 0 = no limit.
 *
 * @param samples samples per scrape after metric relabelling
 * @param targets targets of the job
 * @param labels labels per sample
 * @param nameLength length of a label's name
 * @param valueLength length of a label's value
 */
public record ScrapeLimits(long samples, long targets, long labels, long nameLength, long valueLength) {
    static ScrapeLimits read(Section section) {
        return new ScrapeLimits(
                section.unsigned("sample_limit"),
                section.unsigned("target_limit"),
                section.unsigned("label_limit"),
                section.unsigned("label_name_length_limit"),
                section.unsigned("label_value_length_limit"));
    }

    /** These limits where there are any, the other's elsewhere. */
    ScrapeLimits or(ScrapeLimits other) {
        return new ScrapeLimits(
                or(samples, other.samples),
                or(targets, other.targets),
                or(labels, other.labels),
                or(nameLength, other.nameLength),
                or(valueLength, other.valueLength));
    }

    private static long or(long own, long other) {
        return own == 0 ? other : own;
    }
}
