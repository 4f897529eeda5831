package io.github.windlass4j.mesh.validate;

import java.util.ArrayList;
import java.util.List;

/** What a policy applies to: labels, or references, not both. */
final class PolicyTargets {
    private PolicyTargets() {}

    static void check(At spec) {
        int ways = 0;
        for (String field : List.of("selector", "targetRef", "targetRefs")) {
            ways += spec.has(field)
                            && (!field.equals("targetRefs") || !spec.list(field).isEmpty())
                    ? 1
                    : 0;
        }
        spec.errorIf(ways > 1, "only one of targetRefs or workloadSelector can be set");
        Syntax.selector(spec.child("selector"), "matchLabels", "workload selector specified without labels");
        List<At> refs = new ArrayList<>(spec.list("targetRefs"));
        if (spec.has("targetRef")) {
            refs.add(spec.child("targetRef"));
        }
        for (At ref : refs) {
            ref.errorIf(ref.text("name").isEmpty(), "targetRef name must be set");
            ref.errorIf(
                    !ref.text("namespace").isEmpty(),
                    "targetRef namespace must not be set; cross namespace referencing is not supported");
            String group = ref.text("group").isEmpty() ? "core" : ref.text("group");
            ref.errorIf(
                    !ValidationFacts.read().targetKinds().contains(group + "/" + ref.text("kind")),
                    "targetRef must be to one of " + ValidationFacts.read().targetKinds() + " but was "
                            + ref.text("group") + "/" + ref.text("kind"));
        }
    }
}
