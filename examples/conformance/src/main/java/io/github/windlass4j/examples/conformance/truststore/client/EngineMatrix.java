package io.github.windlass4j.examples.conformance.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.truststore.client.Channel;
import io.github.windlass4j.truststore.client.Client;
import io.github.windlass4j.truststore.client.ConnectVerdict;
import io.github.windlass4j.truststore.client.Hba;
import io.github.windlass4j.truststore.client.PresentedChain;
import io.github.windlass4j.truststore.client.Server;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Store x chain x sslmode x host x pg_hba line, connected for real with pgjdbc and psql. */
public final class EngineMatrix implements Suite {
    /** The suite's fixed clock. */
    private static final Instant AT = Instant.parse("2026-11-22T00:00:00Z");

    @Override
    public String name() {
        return "engine-matrix";
    }

    @Override
    public String file() {
        return "truststore/engine-matrix/matrix.json.gz";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        JsonNode head = file.head("cells");
        Map<String, Certificate> certificates = new HashMap<>();
        head.get("certs")
                .properties()
                .forEach(entry -> certificates.put(
                        entry.getKey(),
                        certificate(entry.getKey(), entry.getValue().get("pem").asString())));
        Lists lists = new Lists(head, certificates);
        return file.elements("cells")
                .map(cell -> new Case(
                        CaseIds.join(cell, "store", "chain", "sslmode", "host", "hba"),
                        "pgjdbc " + expected(cell, "pgjdbc") + ", libpq " + expected(cell, "libpq"),
                        () -> answer(cell, lists)));
    }

    private static Answer answer(JsonNode cell, Lists lists) {
        ConnectVerdict pgjdbc = connect(Client.pgjdbc("42.7.14"), cell, lists);
        ConnectVerdict libpq = connect(Client.libpq("15.18"), cell, lists);
        return Answer.compare(
                "pgjdbc " + expected(cell, "pgjdbc") + ", libpq " + expected(cell, "libpq"),
                "pgjdbc " + found(pgjdbc) + ", libpq " + found(libpq),
                "pgjdbc " + pgjdbc.message() + " | libpq " + libpq.message());
    }

    private static ConnectVerdict connect(Client driver, JsonNode cell, Lists lists) {
        Client client = driver.sslmode(cell.get("sslmode").asString())
                .host(lists.head.get(cell.get("host").asString() + "Host").asString());
        JsonNode store = cell.get("store");
        client = store.isNull()
                ? client.withoutRootFile()
                : client.rootFile(TrustStore.of(store.asString(), lists.of("stores", store.asString())));
        String chain = cell.get("chain").asString();
        Hba hba = Hba.valueOf(cell.get("hba").asString().toUpperCase(Locale.ROOT));
        return client.connect(
                Server.presenting(PresentedChain.of(chain, lists.of("chains", chain)))
                        .withHba(hba),
                AT);
    }

    private static String expected(JsonNode cell, String driver) {
        if (!cell.get(driver).asString().equals("OK")) {
            return "fails";
        }
        JsonNode tls = cell.get(driver + "Tls");
        return tls != null && !tls.asBoolean() ? "plain text" : "TLS";
    }

    private static String found(ConnectVerdict verdict) {
        return verdict.fold(
                connects -> connects.channel() == Channel.TLS ? "TLS" : "plain text",
                refused -> "fails",
                unknown -> "not known");
    }

    private static Certificate certificate(String name, String pem) {
        return CertificateBundle.read(pem.getBytes(StandardCharsets.US_ASCII), name)
                .certificates()
                .get(0);
    }

    private record Lists(JsonNode head, Map<String, Certificate> certificates) {
        List<Certificate> of(String kind, String name) {
            List<Certificate> list = new ArrayList<>();
            head.get(kind).get(name).forEach(element -> list.add(certificates.get(element.asString())));
            return list;
        }
    }
}
