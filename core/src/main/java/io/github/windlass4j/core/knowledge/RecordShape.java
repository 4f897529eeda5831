package io.github.windlass4j.core.knowledge;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Components and canonical constructor of a record type. */
final class RecordShape {
    private final RecordComponent[] components;
    private final List<String> names;
    private final Constructor<?> constructor;

    private RecordShape(RecordComponent[] components, Constructor<?> constructor) {
        this.components = components;
        this.names = Stream.of(components).map(RecordComponent::getName).toList();
        this.constructor = constructor;
    }

    static RecordShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            if (!constructor.canAccess(null) && !constructor.trySetAccessible()) {
                throw new IllegalArgumentException("cannot create " + type.getName() + ": make it public and export "
                        + type.getPackageName() + ", or open that package to "
                        + RecordShape.class.getModule().getName());
            }
            return new RecordShape(components, constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }

    int size() {
        return components.length;
    }

    List<String> names() {
        return names;
    }

    int indexOf(String property) {
        return names.indexOf(property);
    }

    Type typeOf(int index) {
        return components[index].getGenericType();
    }

    boolean isSourceRef(int index) {
        return components[index].isAnnotationPresent(SourceRef.class);
    }

    boolean isOmittable(int index) {
        return components[index].isAnnotationPresent(Omittable.class);
    }

    @Nullable
    Object absentValue(int index) {
        Class<?> type = components[index].getType();
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == boolean.class) {
            return false;
        }
        if (type.isPrimitive()) {
            throw new IllegalStateException(names.get(index) + ": a number cannot be omitted; use a boxed type");
        }
        return null;
    }

    Object create(@Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(constructor + " with " + Arrays.toString(arguments), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor.toString(), e);
        }
    }
}
