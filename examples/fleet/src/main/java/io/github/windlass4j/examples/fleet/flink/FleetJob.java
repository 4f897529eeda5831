package io.github.windlass4j.examples.fleet.flink;

import io.github.windlass4j.examples.fleet.FleetQuestion;
import io.github.windlass4j.examples.fleet.LineWriter;
import io.github.windlass4j.examples.fleet.Shares;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Which stores of a fleet trust which chains, on Apache Flink: {@code --inventory PATH --chains FOLDER --at INSTANT --out PATH
 * [--profile NAME] [--workers N] [-D KEY=VALUE]...}. The inventory is a file or a folder of files with one fact a line, as
 * scanners write them, on any file system that Flink can read; the folder of chains holds one {@code *.pem} for each server and
 * lies where the job is submitted. One file {@code fleet-...jsonl} is written: what {@code FleetAssessment.writeTo} writes.
 *
 * <p>Runs inside its own JVM unless it is submitted to a cluster ({@code flink run}) or its configuration names one, such as
 * {@code -D execution.target=remote -D rest.address=HOST -D rest.port=8081 -D pipeline.jars=FILE;FILE...}.
 */
public final class FleetJob {
    private static final int STORES_A_PART = 10_000;

    private FleetJob() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new java.util.TreeMap<>(Map.of("--profile", "PRIVATE_PKI", "--workers", "2"));
        Configuration configuration = new Configuration();
        configuration.set(DeploymentOptions.ATTACHED, true);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            if (arguments[i].equals("-D")) {
                String setting = arguments[i + 1];
                int equals = setting.indexOf('=');
                configuration.setString(setting.substring(0, equals), setting.substring(equals + 1));
            } else {
                options.put(arguments[i], arguments[i + 1]);
            }
        }
        for (String needed : List.of("--inventory", "--chains", "--at", "--out")) {
            if (!options.containsKey(needed)) {
                throw new IllegalArgumentException(needed + " is missing");
            }
        }
        FleetQuestion question = new FleetQuestion(
                options.get("--profile"),
                Instant.parse(options.get("--at")),
                chains(java.nio.file.Path.of(options.get("--chains"))));
        // Without a submitting script a local environment would be made whatever the configuration says.
        StreamExecutionEnvironment environment = configuration.contains(DeploymentOptions.TARGET)
                ? new StreamExecutionEnvironment(configuration)
                : StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        assess(
                environment,
                question,
                new Path(options.get("--inventory")),
                new Path(options.get("--out")),
                Integer.parseInt(options.get("--workers")));
        environment.execute("fleet assessment");
    }

    private static List<FleetQuestion.Chain> chains(java.nio.file.Path folder) throws IOException {
        List<FleetQuestion.Chain> chains = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.list(folder)) {
            for (java.nio.file.Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".pem")) {
                    chains.add(new FleetQuestion.Chain(name.substring(0, name.length() - 4), Files.readString(file)));
                }
            }
        }
        return chains;
    }

    /** Lines are dealt out to workers, each assesses its share, one task merges their parts and writes the whole. */
    private static void assess(
            StreamExecutionEnvironment environment, FleetQuestion question, Path inventory, Path out, int workers) {
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        FileSource<String> files = FileSource.forRecordStreamFormat(new TextLineInputFormat(), inventory)
                .build();
        DataStream<Tuple2<Integer, String>> shared = environment
                .fromSource(files, WatermarkStrategy.noWatermarks(), "inventory")
                .<Tuple2<Integer, String>>flatMap((line, dealt) ->
                        Shares.of(line, workers).forEach(share -> dealt.collect(Tuple2.of(share, line))))
                .returns(Types.TUPLE(Types.INT, Types.STRING))
                .name("deal out")
                .partitionCustom((share, count) -> share % count, line -> line.f0);
        DataStream<String> parts = shared.fullWindowPartition()
                .<String>mapPartition(
                        (lines, texts) -> Shares.write(question.assess(texts(lines)), STORES_A_PART, texts::collect))
                .returns(Types.STRING)
                .name("assess a share")
                .setParallelism(workers);
        parts.global()
                .fullWindowPartition()
                .<String>mapPartition((texts, lines) -> {
                    List<String> all = new ArrayList<>();
                    texts.forEach(all::add);
                    Shares.merge(all).writeTo(new LineWriter(lines::collect));
                })
                .returns(Types.STRING)
                .name("merge")
                .setParallelism(1)
                .sinkTo(FileSink.forRowFormat(out, new SimpleStringEncoder<String>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .withOutputFileConfig(OutputFileConfig.builder()
                                .withPartPrefix("fleet")
                                .withPartSuffix(".jsonl")
                                .build())
                        .build())
                .setParallelism(1);
    }

    private static Iterator<String> texts(Iterable<Tuple2<Integer, String>> lines) {
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> line.f1)
                .iterator();
    }
}
