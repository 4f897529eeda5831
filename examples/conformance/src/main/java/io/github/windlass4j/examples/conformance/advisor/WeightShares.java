package io.github.windlass4j.examples.conformance.advisor;

import io.github.windlass4j.advisor.decide.Ratio;
import io.github.windlass4j.advisor.explain.WeightShare;
import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Exact shares of weightings under which one option beats another. */
final class WeightShares implements Suite {
    @Override
    public String name() {
        return "weight-share-exact";
    }

    @Override
    public String file() {
        return "advisor/weight-share-exact.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        return StreamSupport.stream(file.json().get("cases").spliterator(), false)
                .map(one -> {
                    String expected = one.get("share").asString();
                    return new Case(CaseIds.of(one, "share", "approx"), expected, () -> {
                        List<Ratio> differences = StreamSupport.stream(
                                        one.get("d").spliterator(), false)
                                .map(d -> Ratio.of(new BigDecimal(d.asString())))
                                .toList();
                        return Answer.compare(
                                expected,
                                WeightShare.ofPositive(differences).toString(),
                                one.get("d").toString());
                    });
                });
    }
}
