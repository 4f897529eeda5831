package io.github.windlass4j.examples.conformance.manifest;

import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayClass;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.gateway.api.IngressClass;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.gateway.api.ReferenceGrant;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.ObjectView;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.object.View;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Looks at an object through its typed view: every answer of every part is asked for. */
final class TypedViews {
    private TypedViews() {}

    /** The object as the view gives it back; the object itself when there is no view of its kind. */
    static Resource through(Resource object) {
        Optional<ObjectView> view = view(object);
        view.ifPresent(TypedViews::ask);
        // An object alone, with nothing that it refers to, has a status too, without any exception.
        Attachment.of(
                GatewaySet.of(Manifests.of(List.of(object))),
                Controller.named("example.com/any").accepting(object.spec().text("gatewayClassName", "any")));
        return view.map(ObjectView::resource).orElse(object);
    }

    private static Optional<ObjectView> view(Resource object) {
        return switch (object.kind()) {
            case GatewayClass.KIND -> Optional.of(new GatewayClass(object));
            case Gateway.KIND -> Optional.of(new Gateway(object));
            case ListenerSet.KIND -> Optional.of(new ListenerSet(object));
            case ReferenceGrant.KIND -> Optional.of(new ReferenceGrant(object));
            case BackendTlsPolicy.KIND -> Optional.of(new BackendTlsPolicy(object));
            case Ingress.KIND -> Optional.of(new Ingress(object));
            case IngressClass.KIND -> Optional.of(new IngressClass(object));
            default -> Route.of(object).map(route -> route);
        };
    }

    private static void ask(Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(TypedViews::ask);
        } else if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(TypedViews::ask);
        } else if (value instanceof View) {
            for (Method answer : value.getClass().getMethods()) {
                if (answer.getParameterCount() == 0
                        && !Modifier.isStatic(answer.getModifiers())
                        && answer.getDeclaringClass() != Object.class
                        && !answer.getName().matches("fields|resource|hashCode")) {
                    ask(call(value, answer.getName()));
                }
            }
        }
    }

    private static Object call(Object view, String name) {
        try {
            return view.getClass().getMethod(name).invoke(view);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(view.getClass().getSimpleName() + "." + name, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
