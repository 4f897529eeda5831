// jshell --class-path "$(cat examples/tour/target/classpath)" examples/tour/windlass.jsh
// The class path file is written by the first run of examples/tour/run. Then ask on: every name below is at hand.
import io.github.windlass4j.core.mint.*
import io.github.windlass4j.truststore.client.*
import io.github.windlass4j.truststore.rotation.*
import io.github.windlass4j.truststore.store.*
import java.time.Instant

Instant day = Instant.parse("2026-12-01T00:00:00Z")
Authority root = Mint.seeded(1).at(day).root("Root")
Authority today = root.issueAuthority("Issuing CA 1")
Authority tomorrow = root.issueAuthority("Issuing CA 2")
Rotation rotation = Rotation.from(today.issueLeaf("db.example.com").chain()).to(tomorrow.issueLeaf("db.example.com").chain()).at(day)
Client client = Client.pgjdbc("42.7.14").sslmode(SslMode.VERIFY_FULL).host("db.example.com")
System.out.println("with the root:         " + rotation.impactOn(client.rootFile(TrustStore.of("root.crt", List.of(root.certificate())))).effect())
System.out.println("with an intermediate:  " + rotation.impactOn(client.rootFile(TrustStore.of("root.crt", List.of(today.certificate())))).effect())
