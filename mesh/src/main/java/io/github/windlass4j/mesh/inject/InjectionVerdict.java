package io.github.windlass4j.mesh.inject;

import java.util.List;
import java.util.function.Function;

/** Whether a pod gets a sidecar. */
public sealed interface InjectionVerdict {
    /**
     * The pod gets a proxy.
     *
     * @param proxy what it gets
     * @param trace what decided, in order
     */
    record Injected(InjectedProxy proxy, List<String> trace) implements InjectionVerdict {
        /** Copies the trace. */
        public Injected {
            trace = List.copyOf(trace);
        }

        @Override
        public String toString() {
            return "injected by revision " + proxy.revision();
        }
    }

    /**
     * The pod runs without a proxy.
     *
     * @param trace what decided, in order; the last line is the cause
     */
    record NotInjected(List<String> trace) implements InjectionVerdict {
        /** Copies the trace. */
        public NotInjected {
            trace = List.copyOf(trace);
        }

        @Override
        public String toString() {
            return "not injected: " + last(trace);
        }
    }

    /**
     * The pod is not created: the injector refuses its annotations.
     *
     * @param trace what decided, in order
     * @param errors what is wrong, each with annotation and value
     */
    record Refused(List<String> trace, List<String> errors) implements InjectionVerdict {
        /** Copies the lists. */
        public Refused {
            trace = List.copyOf(trace);
            errors = List.copyOf(errors);
        }

        @Override
        public String toString() {
            return "refused: " + String.join("; ", errors);
        }
    }

    /**
     * It cannot be said.
     *
     * @param trace what was looked at; the last line is what is missing
     */
    record Unknown(List<String> trace) implements InjectionVerdict {
        /** Copies the trace. */
        public Unknown {
            trace = List.copyOf(trace);
        }

        @Override
        public String toString() {
            return "unknown: " + last(trace);
        }
    }

    /**
     * Case analysis.
     *
     * @param onInjected asked when the pod gets a proxy
     * @param onNotInjected asked when it runs without
     * @param onRefused asked when it is not created
     * @param onUnknown asked when it cannot be said
     * @param <R> type of the answer
     * @return the answer
     */
    default <R> R fold(
            Function<? super Injected, ? extends R> onInjected,
            Function<? super NotInjected, ? extends R> onNotInjected,
            Function<? super Refused, ? extends R> onRefused,
            Function<? super Unknown, ? extends R> onUnknown) {
        if (this instanceof Injected injected) {
            return onInjected.apply(injected);
        }
        if (this instanceof NotInjected notInjected) {
            return onNotInjected.apply(notInjected);
        }
        if (this instanceof Refused refused) {
            return onRefused.apply(refused);
        }
        return onUnknown.apply((Unknown) this);
    }

    /**
     * What was looked at and what decided.
     *
     * @return one line each, in order
     */
    List<String> trace();

    /**
     * What decided.
     *
     * @return the last line of the trace; empty when nothing was looked at
     */
    default String why() {
        return last(trace());
    }

    /**
     * Whether the pod gets a proxy.
     *
     * @return true for {@link Injected} alone
     */
    default boolean isInjected() {
        return this instanceof Injected;
    }

    /**
     * What of the pod's traffic goes through a proxy.
     *
     * @return the rules; none unless the pod gets a proxy
     */
    default Capture capture() {
        return this instanceof Injected injected ? injected.proxy().capture() : Capture.none();
    }

    /**
     * Whether the pod's proxy stands alone, without an application.
     *
     * @return true for a gateway
     */
    default boolean isGateway() {
        return this instanceof Injected injected && injected.proxy().isGateway();
    }

    /**
     * Whether a proxy stands beside the pod's application.
     *
     * @return true for a sidecar
     */
    default boolean isSidecar() {
        return isInjected() && !isGateway();
    }

    private static String last(List<String> trace) {
        return trace.isEmpty() ? "" : trace.get(trace.size() - 1);
    }
}
