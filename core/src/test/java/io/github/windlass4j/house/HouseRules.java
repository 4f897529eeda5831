package io.github.windlass4j.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rules of the house, the same for every module: each module's ArchitectureTest applies them to its own classes. */
public final class HouseRules {
    private static final String ROOT = "io.github.windlass4j";

    /** Edges may touch disk, clock or network; everything else is a pure function of its arguments. */
    private static final String[] EDGES = {
        ROOT + ".truststore.store..",
        ROOT + ".truststore.jdbc..",
        ROOT + ".scan.files..",
        ROOT + ".testkit..",
        // JSSE's trust manager interface hands in a Socket; nothing is opened there.
        ROOT + ".core.chain.tls.."
    };

    /** Where slf4j is allowed: loading, live sockets. */
    private static final String[] LOGGING_EDGES = {ROOT + ".truststore.store..", ROOT + ".truststore.jdbc.."};

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.Year.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.System.setProperty",
            "java.lang.Math.random",
            "java.security.Security.addProvider",
            "java.security.Security.insertProviderAt",
            "java.security.Security.setProperty",
            "javax.net.ssl.SSLContext.setDefault");

    @ArchTest
    static final ArchRule core_knows_no_other_module =
            floor("core", "manifest", "truststore", "scan", "testkit", "gateway", "mesh", "advisor");

    @ArchTest
    static final ArchRule manifest_stands_on_core =
            floor("manifest", "truststore", "scan", "testkit", "gateway", "mesh", "advisor");

    @ArchTest
    static final ArchRule truststore_stands_on_core =
            floor("truststore", "manifest", "scan", "testkit", "gateway", "mesh", "advisor");

    @ArchTest
    static final ArchRule scan_stands_on_truststore_and_manifest =
            floor("scan", "testkit", "gateway", "mesh", "advisor");

    @ArchTest
    static final ArchRule testkit_stands_on_truststore =
            floor("testkit", "manifest", "scan", "gateway", "mesh", "advisor");

    @ArchTest
    static final ArchRule gateway_stands_on_manifest =
            floor("gateway", "truststore", "scan", "testkit", "mesh", "advisor");

    @ArchTest
    static final ArchRule mesh_stands_on_gateway = floor("mesh", "truststore", "scan", "testkit", "advisor");

    @ArchTest
    static final ArchRule only_facts_of_the_advisor_knows_the_rooms_below = noClasses()
            .that()
            .resideInAPackage(ROOT + ".advisor..")
            .and()
            .resideOutsideOfPackage(ROOT + ".advisor.facts..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(rooms("manifest", "truststore", "scan", "gateway", "mesh"))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_third_party_type_in_a_public_signature = classes()
            .that()
            .resideOutsideOfPackages("..internal..", ROOT + ".testkit..", ROOT + ".house..")
            .and()
            .arePublic()
            .should(exposeOnlyOwnAndJdkTypes())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule every_package_is_null_marked =
            classes().should(resideInNullMarkedPackage()).allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_logger_outside_the_edges = noClasses()
            .that()
            .resideOutsideOfPackages(LOGGING_EDGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_disk_or_network_in_the_pure_packages = noClasses()
            .that()
            .resideOutsideOfPackages(EDGES)
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("open files, sockets or processes") {
                @Override
                public boolean test(JavaClass type) {
                    return OPENERS.contains(type.getName());
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_clock_environment_or_global_state = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".testkit..", ROOT + ".truststore.jdbc..")
            .should(callMethodWhere(new DescribedPredicate<JavaMethodCall>("ask the clock or change global state") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return CLOCKS.contains(nameOf(call));
                }
            }))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule core_can_make_what_is_read_from_resources = classes()
            .that()
            .resideOutsideOfPackage(ROOT + ".core..")
            .should(bindOnlyWhatCoreCanMake(HouseRules::descriptor))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule who_holds_state_says_what_it_is = classes()
            .that()
            .resideOutsideOfPackages(
                    "..internal..",
                    ROOT + ".testkit..",
                    ROOT + ".core.chain.engine..",
                    ROOT + ".core.chain.golang..",
                    ROOT + ".core.chain.jsse..",
                    ROOT + ".core.chain.openssl..")
            .should(haveTextForTheDebugger())
            .allowEmptyShould(true);

    private static final Set<String> OPENERS = Set.of(
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.nio.file.Files",
            "java.nio.channels.FileChannel",
            "java.nio.channels.SocketChannel",
            "java.net.Socket",
            "java.net.ServerSocket",
            "java.net.URL",
            "java.net.URLConnection",
            "java.net.HttpURLConnection",
            "java.net.InetAddress",
            "java.net.http.HttpClient",
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.util.Random",
            "java.util.concurrent.Executors");

    private HouseRules() {}

    private static ArchRule floor(String module, String... above) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(above))
                .allowEmptyShould(true);
    }

    private static String[] rooms(String... modules) {
        return Stream.of(modules).map(module -> ROOT + "." + module + "..").toArray(String[]::new);
    }

    private static String nameOf(JavaCall<?> call) {
        return call.getTargetOwner().getName() + "." + call.getName();
    }

    private static ArchCondition<JavaClass> exposeOnlyOwnAndJdkTypes() {
        return new ArchCondition<>("expose only types of the JDK and of Windlass") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getInterfaces().stream(), type.getSuperclass().stream())
                        .flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
                        .filter(HouseRules::isForeign)
                        .forEach(parent -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " extends or implements " + parent.getName())));
                for (JavaMember member : type.getMembers()) {
                    if (isVisible(member)) {
                        involved(member)
                                .filter(HouseRules::isForeign)
                                .forEach(foreign -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " exposes " + foreign.getName())));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaClass> haveTextForTheDebugger() {
        return new ArchCondition<>("have a toString of their own, if they are public and hold state") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean held = type.getAllMethods().stream().anyMatch(HouseRules::isAskedOfAnObject)
                        && !type.isInterface()
                        && !type.isAssignableTo(Throwable.class)
                        && isPublic(type)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && type.getAllFields().stream()
                                .anyMatch(field -> !field.getModifiers().contains(JavaModifier.STATIC));
                if (held
                        && type.getAllMethods().stream()
                                .filter(method -> method.getName().equals("toString")
                                        && method.getRawParameterTypes().isEmpty())
                                .allMatch(method -> method.getOwner().isEquivalentTo(Object.class))) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has no toString"));
                }
            }
        };
    }

    private static boolean isAskedOfAnObject(JavaMember method) {
        return method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getOwner().isEquivalentTo(Object.class);
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HouseRules::isPublic).orElse(true);
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package annotated @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .orElse(false);
                if (!marked && !type.getSimpleName().equals("module-info")) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " resides in a package that is not @NullMarked"));
                }
            }
        };
    }

    /** On the class path every record can be made by reflection; on the module path its package must be exported or opened. */
    static ArchCondition<JavaClass> bindOnlyWhatCoreCanMake(Function<JavaClass, Optional<ModuleDescriptor>> modules) {
        return new ArchCondition<>("bind only types that its module lets core make") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean reads = type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> nameOf(call).equals(ROOT + ".core.knowledge.KnowledgeReader.read"));
                Optional<ModuleDescriptor> module = modules.apply(type);
                if (!reads || module.isEmpty()) {
                    return;
                }
                type.getReferencedClassObjects().stream()
                        .map(ReferencedClassObject::getRawType)
                        .filter(bound -> bound.getPackageName().equals(type.getPackageName()))
                        .filter(JavaClass::isRecord)
                        .filter(bound -> !isOpenToCore(module.get(), bound))
                        .forEach(bound -> events.add(SimpleConditionEvent.violated(
                                type,
                                type.getName() + " reads " + bound.getName() + ", whose package is not open to core")));
            }
        };
    }

    private static boolean isOpenToCore(ModuleDescriptor module, JavaClass bound) {
        String packageName = bound.getPackageName();
        boolean exported = module.exports().stream()
                .anyMatch(exports -> exports.source().equals(packageName) && !exports.isQualified());
        boolean opened = module.opens().stream()
                .anyMatch(opens -> opens.source().equals(packageName)
                        && (!opens.isQualified() || opens.targets().contains(ROOT + ".core")));
        return opened || (exported && bound.getModifiers().contains(JavaModifier.PUBLIC));
    }

    /** The module that a class was compiled into; empty where there is none beside it. */
    private static Optional<ModuleDescriptor> descriptor(JavaClass type) {
        String file = type.getName().replace('.', '/') + ".class";
        return type.getSource()
                .map(source -> source.getUri().toString())
                .filter(uri -> uri.startsWith("file:") && uri.endsWith(file))
                .map(uri -> Path.of(URI.create(uri.substring(0, uri.length() - file.length()) + "module-info.class")))
                .filter(Files::exists)
                .map(path -> {
                    try (InputStream in = Files.newInputStream(path)) {
                        return ModuleDescriptor.read(in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static Stream<JavaClass> involved(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                        .flatMap(t -> t.getAllInvolvedRawTypes().stream()),
                unit.getThrowsClause().getTypes().stream());
    }

    private static boolean isVisible(HasModifiers member) {
        return (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean isForeign(JavaClass type) {
        JavaClass base = type.getBaseComponentType();
        String name = base.getName();
        return !base.isPrimitive()
                && !name.startsWith("java.")
                && !name.startsWith("javax.")
                && !name.startsWith(ROOT + ".")
                && !name.startsWith("org.jspecify.");
    }
}
