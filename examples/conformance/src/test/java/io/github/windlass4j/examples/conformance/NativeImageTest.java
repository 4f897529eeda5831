package io.github.windlass4j.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM's native-image has to be told (reachability-metadata.json, schema 1.2.0): every record that is read from a
 * resource with its constructor, every class that somebody else makes by name, and every resource. No more and no less.
 */
class NativeImageTest {
    private static final Path TOP = top();
    private static final String ROOT = "io.github.windlass4j.";

    /** Where each artifact lives; testkit is not for what runs in production. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "windlass-core", "core",
            "windlass-manifest", "core/manifest",
            "windlass-truststore", "truststore",
            "windlass-scan", "truststore/scan",
            "windlass-gateway", "gateway",
            "windlass-mesh", "mesh",
            "windlass-advisor", "advisor");

    /** Made by name by a JDBC driver or a pool, not by us. */
    private static final Set<String> MADE_BY_OTHERS = Set.of(
            ROOT + "truststore.jdbc.WindlassSslSocketFactory(java.util.Properties)",
            ROOT + "truststore.jdbc.WindlassSslSocketFactory(java.lang.String)",
            ROOT + "truststore.jdbc.WindlassTrustManager(java.lang.String)");

    private static final Set<String> READERS = Set.of("read", "shipped");

    /** The part of the format that is used; anything else in a file is refused. */
    record Metadata(
            @Omittable List<Reflected> reflection,
            @Omittable List<Resource> resources) {}

    record Reflected(String type, List<Method> methods) {}

    record Method(String name, List<String> parameterTypes) {}

    record Resource(String glob) {}

    private static final Map<String, Metadata> FILES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            Path file = TOP.resolve(artifact.getValue())
                    .resolve("src/main/resources/META-INF/native-image/io.github.windlass4j")
                    .resolve(artifact.getKey())
                    .resolve("reachability-metadata.json");
            Metadata metadata = Files.exists(file)
                    ? KnowledgeReader.read(
                            Files.readAllBytes(file), TOP.relativize(file).toString(), Metadata.class)
                    : new Metadata(List.of(), List.of());
            FILES.put(artifact.getKey(), metadata);
        }
    }

    @Test
    void every_class_exists_with_the_constructors_that_are_named() throws ReflectiveOperationException {
        for (Reflected reflected : FILES.values().stream()
                .flatMap(one -> one.reflection().stream())
                .toList()) {
            Class<?> type = Class.forName(reflected.type(), false, getClass().getClassLoader());
            for (Method method : reflected.methods()) {
                assertThat(method.name()).isEqualTo("<init>");
                List<Class<?>> parameters = new ArrayList<>();
                for (String name : method.parameterTypes()) {
                    parameters.add(named(name));
                }
                assertThat(type.getDeclaredConstructor(parameters.toArray(new Class<?>[0])))
                        .isNotNull();
            }
        }
    }

    @Test
    void what_is_read_from_resources_or_made_by_name_is_registered_and_nothing_else() {
        Map<String, Set<String>> wanted = new TreeMap<>();
        Map<String, Set<String>> written = new TreeMap<>();
        ARTIFACTS.keySet().forEach(artifact -> {
            wanted.put(artifact, new TreeSet<>());
            written.put(artifact, new TreeSet<>());
        });
        for (String made : MADE_BY_OTHERS) {
            wanted.get(owner(made.substring(0, made.indexOf('(')))).add(made);
        }
        for (Class<?> type : bound()) {
            wanted.get(owner(type.getName()))
                    .add(signature(
                            type.getName(),
                            Stream.of(type.getRecordComponents())
                                    .map(part -> part.getType().getName())
                                    .toList()));
        }
        FILES.forEach((artifact, metadata) -> metadata.reflection()
                .forEach(reflected -> reflected
                        .methods()
                        .forEach(method ->
                                written.get(artifact).add(signature(reflected.type(), method.parameterTypes())))));
        assertThat(written).isEqualTo(wanted);
    }

    @Test
    void every_resource_is_named_and_every_name_is_a_resource() throws IOException {
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            Path folder = TOP.resolve(artifact.getValue()).resolve("src/main/resources");
            assertThat(FILES.get(artifact.getKey()).resources())
                    .as(artifact.getKey())
                    .extracting(Resource::glob)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(resources(folder));
        }
    }

    private static List<String> resources(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith("META-INF/"))
                    .toList();
        }
    }

    /** The records that a class names where it calls the reader, and those that are parts of these. */
    private static Set<Class<?>> bound() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT.substring(0, ROOT.length() - 1));
        Set<Class<?>> found = new LinkedHashSet<>();
        all.stream()
                .filter(type -> ARTIFACTS.values().stream()
                        .anyMatch(home -> Files.isDirectory(source(home, type.getPackageName()))))
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(KnowledgeReader.class)
                                && READERS.contains(call.getName())))
                .flatMap(type -> type.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType)
                .filter(JavaClass::isRecord)
                .forEach(type -> add(type.reflect(), found));
        assertThat(found).isNotEmpty();
        return found;
    }

    private static void add(Type type, Set<Class<?>> found) {
        if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), found);
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, found));
        } else if (type instanceof Class<?> record && record.isRecord() && found.add(record)) {
            for (RecordComponent part : record.getRecordComponents()) {
                add(part.getGenericType(), found);
            }
        }
    }

    private static String signature(String type, List<String> parameters) {
        return type + parameters.stream().collect(Collectors.joining(",", "(", ")"));
    }

    private static Class<?> named(String name) throws ClassNotFoundException {
        return switch (name) {
            case "int" -> int.class;
            case "long" -> long.class;
            case "double" -> double.class;
            case "boolean" -> boolean.class;
            default -> Class.forName(name, false, NativeImageTest.class.getClassLoader());
        };
    }

    private static String owner(String type) {
        String packageName = type.substring(0, type.lastIndexOf('.'));
        return ARTIFACTS.entrySet().stream()
                .filter(artifact -> Files.isDirectory(source(artifact.getValue(), packageName)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " is in no module"));
    }

    private static Path source(String home, String packageName) {
        return TOP.resolve(home).resolve("src/main/java").resolve(packageName.replace('.', '/'));
    }

    private static Path top() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("core/bom"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
