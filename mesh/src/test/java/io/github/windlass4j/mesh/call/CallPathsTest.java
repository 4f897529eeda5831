package io.github.windlass4j.mesh.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.mesh.call.CallVerdict.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What proxies make of the paths of requests. */
class CallPathsTest extends ShopCalls {
    /** Routes and policies see what the proxies make of a path, and a policy does not see what stands in one before it. */
    @ParameterizedTest
    @CsvSource({
        "'', /admin/x, DENIED",
        "'', /open/../admin/x, DENIED",
        "'', /%61dmin/x?q=/.., DENIED",
        "'', '/open\\..\\admin/x', DENIED",
        "'', //admin/x, MTLS",
        "'', /admin/../open, MTLS",
        "'normalization: NONE', /open/../admin/x, MTLS",
        "'normalization: NONE', /admin/../open, DENIED",
        "'normalization: MERGE_SLASHES', //admin/x, DENIED",
        "'normalization: MERGE_SLASHES', /admin%2Fx, MTLS",
        "'normalization: DECODE_AND_MERGE_SLASHES', /admin%2Fx, DENIED",
        "'normalization: DEFAULT', /open/../moved, NO_ROUTE",
        "'', /open/%00, NO_ROUTE",
    })
    void policies_see_the_path_as_it_is_normalized(String normalization, String path, Outcome outcome) {
        with(authorization("action: DENY, rules: [{to: [{operation: {paths: ['/admin/*']}}]}]"));
        with(virtualService("{match: [{uri: {exact: /moved}}], directResponse: {status: 404}}, "
                + "{route: [{destination: {host: catalog}}]}"));
        meshConfig = "pathNormalization: {" + normalization + "}";
        assertThat(ask(cart().requesting("GET", path, Map.of())).outcome()).isEqualTo(outcome);
    }

    @Test
    void a_path_with_a_nul_is_refused_by_the_server_too() {
        CallVerdict verdict = ask(outside().requesting("GET", "/%00", Map.of()));
        assertThat(verdict.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(verdict.symptom().orElseThrow().toString()).startsWith("400");
    }
}
