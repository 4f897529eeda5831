package io.github.windlass4j.scan.cluster;

/** Workloads around what a test has to say of their Pods. */
final class TestWorkloads {
    private TestWorkloads() {}

    /**
     * The Deployment {@code api} of the namespace {@code shop}.
     *
     * @param pod the Pod's spec, not indented
     */
    static String deployment(String pod) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api, namespace: shop}
                spec:
                  template:
                    spec:
                """ + pod.indent(6);
    }

    /**
     * The Pod {@code p} with the container {@code c}.
     *
     * @param container the rest of the container, not indented
     */
    static String pod(String container) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  containers:
                  - name: c
                """ + container.indent(4);
    }
}
