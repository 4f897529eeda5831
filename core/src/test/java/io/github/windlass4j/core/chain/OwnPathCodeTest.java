package io.github.windlass4j.core.chain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What is validated here is validated by this code: no path code of the JDK or of Bouncy Castle, no process. */
@AnalyzeClasses(packages = "io.github.windlass4j.core", importOptions = ImportOption.DoNotIncludeTests.class)
class OwnPathCodeTest {
    /** Names of reasons and a holder of certificates: they carry an explanation to callers and check nothing. */
    private static final Set<String> CARRIERS = Set.of(
            "java.security.cert.CertPath",
            "java.security.cert.CertPathValidatorException",
            "java.security.cert.CertPathValidatorException$BasicReason",
            "java.security.cert.CertPathValidatorException$Reason",
            "java.security.cert.PKIXReason");

    private static final DescribedPredicate<JavaClass> FOREIGN_PATH_CODE =
            new DescribedPredicate<>("build or validate paths for others") {
                @Override
                public boolean test(JavaClass type) {
                    String name = type.getName();
                    boolean jdk = name.startsWith("java.security.cert.CertPath")
                            || name.startsWith("java.security.cert.PKIX")
                            || name.startsWith("java.security.cert.TrustAnchor")
                            || name.startsWith("java.security.cert.X509CRL")
                            || name.startsWith("javax.net.ssl.TrustManagerFactory")
                            || name.startsWith("sun.security");
                    boolean bouncyCastle = name.startsWith("org.bouncycastle.cert.path")
                            || name.startsWith("org.bouncycastle.pkix.jcajce")
                            || name.startsWith("org.bouncycastle.jce.provider")
                            || name.startsWith("org.bouncycastle.jcajce.PKIX")
                            || name.startsWith("org.bouncycastle.x509");
                    boolean process = name.equals("java.lang.Process")
                            || name.equals("java.lang.ProcessBuilder")
                            || name.equals("java.lang.Runtime");
                    return (jdk || bouncyCastle || process) && !CARRIERS.contains(name);
                }
            };

    @ArchTest
    static final ArchRule chains_names_and_revocation_are_judged_by_own_code = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.github.windlass4j.core.chain..",
                    "io.github.windlass4j.core.hostname..",
                    "io.github.windlass4j.core.revocation..",
                    "io.github.windlass4j.core.internal.revocation..",
                    "io.github.windlass4j.core.internal.signature..")
            .should()
            .dependOnClassesThat(FOREIGN_PATH_CODE);
}
