package io.github.windlass4j.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nothing public is dead: every public type, method and constructor of the published modules is used outside of the file that
 * declares it, by main code, a test or an example. Read from the compiled classes of all modules that are built before this
 * one.
 */
class UsedApiTest {
    private static final String ROOT = "io.github.windlass4j.";
    private static final List<String> MODULES =
            List.of("core", "manifest", "truststore", "scan", "testkit", "gateway", "mesh", "advisor");

    private static JavaClasses all;

    @BeforeAll
    static void read() throws IOException, URISyntaxException {
        Path top = Path.of(UsedApiTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        while (!Files.isDirectory(top.resolve("core/target/classes"))) {
            top = top.getParent();
        }
        try (Stream<Path> folders = Files.walk(top, 4)) {
            all = new ClassFileImporter()
                    .importPaths(folders.filter(UsedApiTest::holdsClasses).toList());
        }
    }

    /** Those of the benchmarks and of what comes after them are built later: whether they are there would be chance. */
    private static boolean holdsClasses(Path folder) {
        String module = folder.getNameCount() < 3
                ? ""
                : folder.getName(folder.getNameCount() - 3).toString();
        return (folder.endsWith("target/classes") || folder.endsWith("target/test-classes"))
                && !Set.of("benchmarks", "fleet").contains(module);
    }

    @Test
    void classes_and_tests_of_every_module_are_looked_at() {
        for (String module : MODULES) {
            assertThat(all)
                    .as(module)
                    .anyMatch(type -> isPublished(type) && type.getName().startsWith(ROOT + module + "."))
                    .anyMatch(type -> !isPublished(type) && type.getName().startsWith(ROOT + module + "."));
        }
        assertThat(all).anyMatch(type -> type.getName().startsWith(ROOT + "examples.tour."));
    }

    @Test
    void tells_what_is_called_from_another_file_from_what_is_not() {
        assertThat(isUsed(all.get(UsedApiTest.class).getMethod("read"))).isFalse();
        assertThat(all.get(CaseIds.class).getMethods()).anyMatch(method -> isUsed(method));
    }

    @Test
    void every_public_type_is_used() {
        assertThat(api().filter(type -> !isUsed(type)).map(JavaClass::getName)).isEmpty();
    }

    @Test
    void every_public_method_and_constructor_is_used() {
        assertThat(api().flatMap(type -> type.getCodeUnits().stream())
                        .filter(UsedApiTest::isOffered)
                        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(unit -> !isWrittenByTheCompiler(unit))
                        .filter(unit -> !isUsed(unit))
                        .map(JavaCodeUnit::getFullName))
                .isEmpty();
    }

    private static Stream<JavaClass> api() {
        return all.stream().filter(UsedApiTest::isPublished).filter(UsedApiTest::isVisible);
    }

    private static boolean isPublished(JavaClass type) {
        return type.getSource()
                        .filter(source -> source.getUri().getPath().contains("/target/classes/"))
                        .isPresent()
                && MODULES.stream().anyMatch(module -> type.getName().startsWith(ROOT + module + "."));
    }

    private static boolean isVisible(JavaClass type) {
        return isOffered(type)
                && type.getEnclosingClass().map(UsedApiTest::isVisible).orElse(true);
    }

    private static boolean isOffered(HasModifiers member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** A nested type may also be used through what its own file returns, without its name. */
    private static boolean isUsed(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(user ->
                        type.isNestedClass() ? !user.equals(type) : !file(user).equals(file(type)));
    }

    /** Records are judged by their types: nobody writes their accessors and constructors; nor the methods of enumerations. */
    private static boolean isWrittenByTheCompiler(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        return owner.isRecord()
                        && (unit.isConstructor()
                                || (unit.getRawParameterTypes().isEmpty()
                                        && owner.tryGetField(unit.getName()).isPresent()))
                || owner.isEnum() && Set.of("values", "valueOf").contains(unit.getName());
    }

    /** By a call of it, of what it overrides, or of what overrides it; what others declare or make, they call. */
    private static boolean isUsed(JavaCodeUnit unit) {
        List<JavaClass> family = Stream.of(
                        Stream.of(unit.getOwner()),
                        unit.getOwner().getAllRawSuperclasses().stream(),
                        unit.getOwner().getAllRawInterfaces().stream(),
                        unit.getOwner().getAllSubclasses().stream())
                .flatMap(types -> types)
                .toList();
        if (!(unit instanceof JavaMethod)) {
            return family.stream()
                            .anyMatch(type ->
                                    type.isInterface() && !type.getName().startsWith(ROOT))
                    || isCalledFromElsewhere(unit, file(unit.getOwner()));
        }
        return family.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getName().equals(unit.getName())
                        && method.getRawParameterTypes().size()
                                == unit.getRawParameterTypes().size())
                .anyMatch(method -> !method.getOwner().getName().startsWith(ROOT)
                        || isCalledFromElsewhere(method, file(unit.getOwner())));
    }

    private static boolean isCalledFromElsewhere(JavaCodeUnit unit, String file) {
        return unit.getAccessesToSelf().stream()
                .anyMatch(access -> !file(access.getOriginOwner()).equals(file));
    }

    /** Name of the top-level class: a source file holds one. */
    private static String file(JavaClass type) {
        int nested = type.getName().indexOf('$');
        return nested < 0 ? type.getName() : type.getName().substring(0, nested);
    }
}
