package io.github.windlass4j.examples.fleet.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.windlass4j.examples.fleet.FleetQuestion;
import io.github.windlass4j.examples.fleet.LineWriter;
import io.github.windlass4j.examples.fleet.SampleFleet;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job in Flink's local environment: a real cluster of threads, real shuffles and files. */
class FleetJobTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void what_flink_writes_is_what_one_jvm_says_byte_for_byte(int workers) throws Exception {
        SampleFleet fleet = new SampleFleet(12, 30);
        long lines = prepare(fleet, 3, 500);
        assertThat(lines).isGreaterThan(1_500);
        Path result = run(fleet.question, workers);
        assertEqualToOneJvm(fleet.question, result);
        assertThat(Files.readAllLines(result)).hasSizeGreaterThan(500);
    }

    /** With {@code -Xmx2g}, as this profile starts its tests. */
    @Test
    void a_million_items_pass_through_a_heap_of_two_gigabytes() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(2L << 30);
        SampleFleet fleet = new SampleFleet(100, 300);
        long lines = prepare(fleet, 10, 100_000);
        assertThat(lines).isGreaterThanOrEqualTo(1_000_000);
        long start = System.nanoTime();
        Path result = run(fleet.question, 2);
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println(
                lines + " lines of inventory, heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB: " + seconds
                        + " s on Flink, result of " + Files.size(result) + " bytes");
        assertEqualToOneJvm(fleet.question, result);
    }

    /** The job does not know where it runs: the configuration sends it to a cluster over the network. */
    @Test
    void a_cluster_that_the_configuration_names_says_the_same() throws Exception {
        SampleFleet fleet = new SampleFleet(12, 30);
        prepare(fleet, 2, 200);
        Configuration ports = new Configuration();
        ports.set(RestOptions.BIND_PORT, "0");
        MiniClusterConfiguration workers = new MiniClusterConfiguration.Builder()
                .setConfiguration(ports)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(2)
                .build();
        MiniCluster cluster = new MiniCluster(workers);
        try {
            cluster.start();
            URI address = cluster.getRestAddress().get();
            Path result = run(
                    fleet.question,
                    2,
                    "execution.target=remote",
                    "rest.address=" + address.getHost(),
                    "rest.port=" + address.getPort());
            assertEqualToOneJvm(fleet.question, result);
            assertThat(cluster.listJobs().get())
                    .extracting(JobStatusMessage::getJobName, JobStatusMessage::getJobState)
                    .containsExactly(tuple("fleet assessment", JobStatus.FINISHED));
        } finally {
            cluster.closeAsync().get();
        }
    }

    @Test
    void a_malformed_line_fails_the_job() throws Exception {
        SampleFleet fleet = new SampleFleet(3, 3);
        prepare(fleet, 1, 20);
        Files.writeString(folder.resolve("inventory/other.jsonl"), "{\"shop\": {}}\n");
        assertThatThrownBy(() -> run(fleet.question, 1)).hasStackTraceContaining("not a kind of fact: {\"shop\"");
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> FleetJob.main(new String[] {"--inventory", "x", "--chains", "y"}))
                .hasMessage("--at is missing");
    }

    /** One file for each scanner; the number of lines. */
    private long prepare(SampleFleet fleet, int scanners, int facts) throws IOException {
        Path chains = Files.createDirectories(folder.resolve("chains"));
        for (FleetQuestion.Chain chain : fleet.question.chains()) {
            Files.writeString(chains.resolve(chain.name() + ".pem"), chain.pem());
        }
        Path inventory = Files.createDirectories(folder.resolve("inventory"));
        long[] lines = new long[1];
        for (int scanner = 0; scanner < scanners; scanner++) {
            try (BufferedWriter out = Files.newBufferedWriter(inventory.resolve(scanner + ".jsonl"))) {
                fleet.seenBy(scanner, facts, line -> {
                    lines[0]++;
                    write(out, line);
                });
            }
        }
        return lines[0];
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path run(FleetQuestion question, int workers, String... settings) throws Exception {
        Path out = folder.resolve("out");
        List<String> arguments = new ArrayList<>(List.of(
                "--inventory", folder.resolve("inventory").toUri().toString(),
                "--chains", folder.resolve("chains").toString(),
                "--at", question.at().toString(),
                "--profile", question.profile(),
                "--workers", Integer.toString(workers),
                "--out", out.toUri().toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("-D", setting));
        }
        FleetJob.main(arguments.toArray(String[]::new));
        try (Stream<Path> files = Files.list(out)) {
            List<Path> results =
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList();
            assertThat(results).hasSize(1);
            return results.get(0);
        }
    }

    private void assertEqualToOneJvm(FleetQuestion sent, Path result) throws IOException {
        // The order of chains is that of their files.
        FleetQuestion question = new FleetQuestion(
                sent.profile(),
                sent.at(),
                sent.chains().stream()
                        .sorted(java.util.Comparator.comparing(FleetQuestion.Chain::name))
                        .toList());
        try (Stream<Path> files = Files.list(folder.resolve("inventory"));
                BufferedReader actual = Files.newBufferedReader(result)) {
            Iterator<String> lines = files.flatMap(FleetJobTest::lines).iterator();
            long[] compared = new long[1];
            question.assess(lines).writeTo(new LineWriter(line -> {
                compared[0]++;
                assertThat(read(actual)).isEqualTo(line);
            }));
            assertThat(actual.readLine()).isNull();
            assertThat(compared[0]).isPositive();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.lines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(BufferedReader text) {
        try {
            return text.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
