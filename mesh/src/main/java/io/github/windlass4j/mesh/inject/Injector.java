package io.github.windlass4j.mesh.inject;

import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.mesh.istio.Mesh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which pods get a sidecar, as the API server's webhooks and istiod do together (webhook selectors of Istio's chart;
 * pkg/kube/inject, injectRequired). Pure and safe to share.
 */
public final class Injector {
    /** What an injected pod carries. */
    static final String STATUS = "sidecar.istio.io/status";

    private final Mesh mesh;
    private final List<InjectionWebhook> webhooks;
    private final boolean nativeSidecars;
    private final Map<String, InjectorConfig> configs = new ConcurrentHashMap<>();

    private Injector(Mesh mesh, List<InjectionWebhook> webhooks, boolean nativeSidecars) {
        this.mesh = mesh;
        this.webhooks = List.copyOf(webhooks);
        this.nativeSidecars = nativeSidecars;
    }

    /**
     * With the webhooks among a mesh's objects. Without any, verdicts on pods that are still to be created are unknown.
     *
     * @param mesh the mesh
     * @return the injector
     */
    public static Injector of(Mesh mesh) {
        return of(mesh, InjectionWebhook.all(mesh));
    }

    /**
     * With given webhooks.
     *
     * @param mesh the mesh
     * @param webhooks such as {@link InjectionWebhook#ofRevision}; those among the objects are not looked at
     * @return the injector
     */
    public static Injector of(Mesh mesh, List<InjectionWebhook> webhooks) {
        return new Injector(mesh, webhooks, true);
    }

    /**
     * This injector for a control plane or cluster that decides otherwise about pods that do not say whether their proxy is
     * a native sidecar. Istio 1.27 and later make it one where Kubernetes can (1.33 and later).
     *
     * @param byDefault whether proxies are native sidecars
     * @return a changed copy
     */
    public Injector withNativeSidecars(boolean byDefault) {
        return new Injector(mesh, webhooks, byDefault);
    }

    /**
     * Whether the pods of a workload get a sidecar.
     *
     * @param workload a workload of the mesh
     * @return the verdict
     */
    public InjectionVerdict decide(Workload workload) {
        List<String> trace = new ArrayList<>();
        Optional<InjectionVerdict> present = present(workload, trace);
        if (present.isPresent()) {
            return present.get();
        }
        String namespace = workload.namespace();
        Map<String, String> namespaceLabels = mesh.namespaceLabels(namespace);
        Optional<InjectionWebhook> webhook = webhooks.stream()
                .filter(one -> one.takes(namespaceLabels, workload.podLabels()))
                .findFirst();
        if (webhook.isEmpty()) {
            if (webhooks.isEmpty()) {
                trace.add("no injection webhook is among the objects, and none was given");
                return new InjectionVerdict.Unknown(trace);
            }
            trace.add(unasked(namespace, namespaceLabels, workload.podLabels()));
            return new InjectionVerdict.NotInjected(trace);
        }
        String revision = webhook.get().revision();
        trace.add("webhook " + webhook.get() + " takes namespace " + namespace + " and the pod: revision " + revision);
        return decide(workload, revision, trace);
    }

    /**
     * Whether a control plane that is asked about a workload's pods injects them.
     *
     * @param workload a workload of the mesh
     * @param revision the control plane; its ConfigMap is looked for among the objects
     * @return the verdict
     */
    public InjectionVerdict decide(Workload workload, String revision) {
        return decide(workload, revision, new ArrayList<>());
    }

    private InjectionVerdict decide(Workload workload, String revision, List<String> trace) {
        try {
            InjectorConfig config = configs.computeIfAbsent(
                    revision, asked -> InjectorConfig.find(mesh, asked).orElseGet(InjectorConfig::defaults));
            InjectionPolicy.Answer answer = InjectionPolicy.ask(workload, config);
            trace.add(answer.why());
            if (!answer.injects()) {
                return new InjectionVerdict.NotInjected(trace);
            }
            List<String> errors = PodAnnotations.errors(workload.podAnnotations());
            return errors.isEmpty()
                    ? new InjectionVerdict.Injected(
                            ProxyTemplate.proxy(workload, config, mesh.config(), revision, nativeSidecars), trace)
                    : new InjectionVerdict.Refused(trace, errors);
        } catch (MalformedYamlException unreadable) {
            trace.add("the injector's configuration cannot be read: " + unreadable.getMessage());
            return new InjectionVerdict.Unknown(trace);
        }
    }

    /** A pod that was injected shows it; one that runs already is not asked about again. */
    private Optional<InjectionVerdict> present(Workload workload, List<String> trace) {
        boolean hasStatus = workload.podAnnotations().containsKey(STATUS);
        if (hasStatus && ProxyTemplate.hasProxy(workload.pod())) {
            trace.add("the pod carries " + STATUS + " and the proxy's container: injected already");
            return Optional.of(new InjectionVerdict.Injected(ProxyTemplate.present(workload), trace));
        }
        if (ProxyTemplate.runsAsGateway(workload.pod())) {
            trace.add("the pod's own container is a gateway's proxy: nothing is injected");
            return Optional.of(new InjectionVerdict.Injected(ProxyTemplate.present(workload), trace));
        }
        if (workload.resource().kind().equals("Pod")
                && workload.resource().metadata().has("uid")) {
            trace.add("the pod exists without the proxy's container: webhooks are asked at creation only");
            return Optional.of(new InjectionVerdict.NotInjected(trace));
        }
        return Optional.empty();
    }

    private String unasked(String namespace, Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        TreeSet<String> revisions = new TreeSet<>();
        webhooks.forEach(webhook -> revisions.add(webhook.revision()));
        StringBuilder text = new StringBuilder("no webhook (revisions " + revisions + ") takes namespace " + namespace);
        for (String label : List.of(InjectionWebhook.INJECTION_LABEL, InjectionWebhook.REVISION_LABEL)) {
            String value = namespaceLabels.get(label);
            text.append(value == null ? ", without " + label : ", labelled " + label + "=" + value);
        }
        for (String label : List.of(InjectionWebhook.INJECT_LABEL, InjectionWebhook.REVISION_LABEL)) {
            if (podLabels.containsKey(label)) {
                text.append("; pod labelled ").append(label).append('=').append(podLabels.get(label));
            }
        }
        return text.toString();
    }

    /** The webhooks that it asks, and the mesh. */
    @Override
    public String toString() {
        return "webhooks " + webhooks + " in " + mesh;
    }
}
