package io.github.windlass4j.examples.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads in the Javadoc of the published modules: every member has a comment, and every sample compiles. */
class JavadocTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final List<String> MODULES = List.of(
            "core",
            "core/manifest",
            "truststore",
            "truststore/scan",
            "truststore/testkit",
            "gateway",
            "mesh",
            "advisor");
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** What samples take for granted: names after their type; a name after a package counts there only. */
    private static final String GIVEN = """
            byte[] bytes crds der
            char[] password
            String yaml text dump csv
            java.io.InputStream in
            java.nio.file.Path file keyFile path truststore.diff:yesterday truststore.diff:today
            Instant at instant cutOver
            LocalDate day
            javax.sql.DataSource dataSource
            SQLException sqlException
            ResourceBuilder<?,?> builder
            List<Certificate> newRoots newChain presentedLeafFirst anchors core.chain:store
            PresentedChain chain truststore.rotation:today truststore.rotation:tomorrow
            TrustStore store
            Certificate leaf issuer
            ChainRequest request
            ChainValidator validator
            Server server
            Client client
            Rotation rotation
            Manifests manifests
            Resource resource gateway.validate:route
            Workload workload
            GatewaySet set
            Controller controller
            RouteSimulator gateway.route:tomorrow
            Mesh mesh
            Knowledge knowledge
            KnowledgePack ourPack
            Advice advice
            Inventory clusterOne clusterTwo images
            ServerSample second
            FleetAssessor assessor
            List<Path> paths
            """;

    /** Exported packages, each with its folder. */
    private static Map<String, Path> packages() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (String module : MODULES) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            Pattern exported = Pattern.compile("exports ([\\w.]+);");
            exported.matcher(Files.readString(sources.resolve("module-info.java")))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(name -> found.put(name, sources.resolve(name.replace('.', '/'))));
        }
        return found;
    }

    private static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : packages().values()) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void every_public_member_of_an_exported_package_has_a_comment() throws IOException {
        List<String> bare = new ArrayList<>();
        try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) COMPILER.getTask(
                    null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(files()));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Members(docs, bare).scan(unit, null);
            }
        }
        assertThat(bare).isEmpty();
    }

    static Stream<Sample> samples() throws IOException {
        List<Sample> all = new ArrayList<>();
        for (Path file : files()) {
            String source = Files.readString(file);
            for (int at = source.indexOf("{@snippet :"); at >= 0; at = source.indexOf("{@snippet :", at + 1)) {
                int end = at + 1;
                for (int depth = 1; depth > 0; end++) {
                    depth += source.charAt(end) == '{' ? 1 : source.charAt(end) == '}' ? -1 : 0;
                }
                String body = source.substring(source.indexOf('\n', at), source.lastIndexOf('\n', end - 1))
                        .replaceAll("\n *\\* ?", "\n");
                all.add(new Sample(ROOT.relativize(file).toString(), body));
            }
        }
        return all.stream();
    }

    /** A sample as it stands in a comment. */
    record Sample(String file, String body) {
        /** Its package without what all packages begin with. */
        String home() {
            String folder = file.substring(file.indexOf("windlass4j/") + 11, file.lastIndexOf('/'));
            return folder.replace('/', '.');
        }

        @Override
        public String toString() {
            return file;
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_compiles(Sample sample) throws IOException {
        StringBuilder parameters = new StringBuilder();
        GIVEN.lines().forEach(line -> {
            List<String> words = List.of(line.split(" ", -1));
            for (String name : words.subList(1, words.size())) {
                int colon = name.indexOf(':');
                String plain = name.substring(colon + 1);
                boolean here = colon < 0
                        ? !GIVEN.contains(sample.home() + ":" + plain)
                        : sample.home().equals(name.substring(0, colon));
                boolean used = Pattern.compile("(?<![.\\w\"])" + plain + "\\b")
                        .matcher(sample.body())
                        .find();
                boolean declared = Pattern.compile("[\\w>] " + plain + " (=|:) |\\b" + plain + " ->")
                        .matcher(sample.body())
                        .find();
                if (here && used && !declared) {
                    parameters
                            .append(parameters.isEmpty() ? "" : ", ")
                            .append(words.get(0))
                            .append(' ')
                            .append(plain);
                }
            }
        });
        String source = imports(sample.home(), sample.body() + "\n" + parameters) + "class Sample {\nvoid run("
                + parameters + ") throws Exception {" + sample.body() + "\n}\n}\n";
        assertThat(complaints(source)).as(source).isEmpty();
    }

    /** The types that a reader of the page means: those of its package, else of its module, else the only one of that name. */
    private static String imports(String home, String text) throws IOException {
        StringBuilder imports = new StringBuilder("""
                import java.util.*;
                import java.nio.file.*;
                import java.util.logging.*;
                import java.sql.*;
                import java.time.*;
                import javax.net.ssl.*;
                import org.junit.jupiter.api.Test;
                import org.junit.jupiter.api.extension.ExtendWith;
                import static io.github.windlass4j.testkit.WindlassAssertions.assertThat;
                """);
        List<String> named = Pattern.compile("(?<![.\\w\"])[A-Z]\\w+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        for (String type : named) {
            List<String> homes = packages().entrySet().stream()
                    .filter(entry -> Files.exists(entry.getValue().resolve(type + ".java")))
                    .map(Map.Entry::getKey)
                    .toList();
            homes.stream()
                    .filter(name -> name.endsWith("windlass4j." + home))
                    .findFirst()
                    .or(() -> homes.size() == 1
                            ? homes.stream().findFirst()
                            : homes.stream()
                                    .filter(name ->
                                            name.contains("windlass4j." + home.substring(0, home.indexOf('.')) + "."))
                                    .findFirst())
                    .ifPresent(name -> imports.append("import " + name + "." + type + ";\n"));
        }
        return imports.toString();
    }

    private static List<String> complaints(String source) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Sample.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignored) {
                        return source;
                    }
                };
        List<String> options = List.of("-proc:none", "-implicit:none", "-Xlint:none");
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, found, options, null, List.of(file));
        try {
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.getDiagnostics().stream()
                .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                .map(one -> one.getLineNumber() + ": " + one.getMessage(null))
                .toList();
    }

    /** Collects what is public, or protected, and has no comment. */
    private static final class Members extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> bare;

        Members(DocTrees docs, List<String> bare) {
            this.docs = docs;
            this.bare = bare;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (isOpen(type.getModifiers())) {
                want(type.getSimpleName().toString());
                super.visitClass(type, nothing);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean inherited = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> annotation.toString().contains("Override"));
            if (isOpen(method.getModifiers()) && !inherited) {
                want(method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, Void nothing) {
            if (isOpen(field.getModifiers())) {
                want(field.getName().toString());
            }
            return null;
        }

        private boolean isOpen(ModifiersTree modifiers) {
            Tree owner = getCurrentPath().getParentPath().getLeaf();
            boolean ofInterface = owner.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || modifiers.getFlags().contains(Modifier.PROTECTED)
                    || (ofInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private void want(String name) {
            if (docs.getDocComment(getCurrentPath()) == null) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                bare.add(unit.getSourceFile().getName() + ": " + name);
            }
        }
    }
}
