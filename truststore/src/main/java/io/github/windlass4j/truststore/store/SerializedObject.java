package io.github.windlass4j.truststore.store;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of one serialized Java object, which is how JCEKS keeps a secret key, without making it: no class is looked for
 * (Java Object Serialization Specification, 6.4.2 "Terminal Symbols and Constants"). Used for one object.
 */
final class SerializedObject {
    private static final short MAGIC = (short) 0xACED;
    private static final short VERSION = 5;
    private static final int BASE_HANDLE = 0x7E0000;

    private static final int NULL = 0x70;
    private static final int REFERENCE = 0x71;
    private static final int CLASS_DESCRIPTION = 0x72;
    private static final int OBJECT = 0x73;
    private static final int STRING = 0x74;
    private static final int ARRAY = 0x75;
    private static final int BLOCK = 0x77;
    private static final int END_OF_BLOCKS = 0x78;
    private static final int LONG_BLOCK = 0x7A;
    private static final int LONG_STRING = 0x7C;

    private static final int HAS_WRITE_METHOD = 1;
    private static final int IS_SERIALIZABLE = 2;

    /** Objects within objects, and superclasses: own bound; the sealed keys of the JDK have 3. */
    private static final int MAX_DEPTH = 32;

    /** Objects, arrays, strings and descriptions: own bound; the sealed keys of the JDK have 11. */
    private static final int MAX_HANDLES = 1_000;

    private final ByteArrayInputStream bytes;
    private final DataInputStream in;
    private final List<ClassDescription> handles = new ArrayList<>();

    /**
     * A class.
     *
     * @param fields their types, one letter each
     */
    private record ClassDescription(
            int flags,
            String name,
            List<Character> fields,
            @Nullable ClassDescription parent) {
        static final ClassDescription NONE = new ClassDescription(0, "", List.of(), null);
    }

    private SerializedObject(ByteArrayInputStream bytes) {
        this.bytes = bytes;
        this.in = new DataInputStream(bytes);
    }

    /**
     * Passes over a stream header and one object.
     *
     * @throws EOFException if the bytes end before the object
     * @throws IOException if it is of a kind that no JCEKS holds
     */
    static void skip(ByteArrayInputStream bytes) throws IOException {
        SerializedObject object = new SerializedObject(bytes);
        if (object.in.readShort() != MAGIC || object.in.readShort() != VERSION) {
            throw new IOException("a secret key that is no serialized object");
        }
        object.content(object.in.readUnsignedByte(), 0);
    }

    private void content(int kind, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("a secret key of more than " + MAX_DEPTH + " nested objects");
        }
        switch (kind) {
            case NULL -> {}
            case REFERENCE -> in.readInt();
            case STRING -> string(in.readUnsignedShort());
            case LONG_STRING -> string(in.readLong());
            case OBJECT -> {
                ClassDescription type = description(in.readUnsignedByte(), depth + 1);
                remember(ClassDescription.NONE);
                values(type, depth + 1);
            }
            case ARRAY -> array(description(in.readUnsignedByte(), depth + 1), depth + 1);
            case CLASS_DESCRIPTION -> description(kind, depth + 1);
            default -> throw unknown(kind);
        }
    }

    private static IOException unknown(int kind) {
        return new IOException("a secret key with a part of kind " + kind + " (want 112 to 117 or 124)");
    }

    private void string(long length) throws IOException {
        remember(ClassDescription.NONE);
        pass(length);
    }

    private int remember(ClassDescription description) throws IOException {
        if (handles.size() == MAX_HANDLES) {
            throw new IOException("a secret key of more than " + MAX_HANDLES + " parts");
        }
        handles.add(description);
        return handles.size() - 1;
    }

    private @Nullable ClassDescription description(int kind, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("a secret key of more than " + MAX_DEPTH + " superclasses");
        }
        if (kind == NULL) {
            return null;
        }
        if (kind == REFERENCE) {
            int number = in.readInt() - BASE_HANDLE;
            if (number < 0 || number >= handles.size()) {
                throw new IOException("a secret key that refers to what is not there");
            }
            return handles.get(number);
        }
        if (kind != CLASS_DESCRIPTION) {
            throw unknown(kind);
        }
        String name = in.readUTF();
        in.readLong();
        int handle = remember(ClassDescription.NONE);
        int flags = in.readUnsignedByte();
        int count = in.readUnsignedShort();
        List<Character> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            char type = (char) in.readUnsignedByte();
            fields.add(type);
            pass(in.readUnsignedShort());
            if (type == 'L' || type == '[') {
                content(in.readUnsignedByte(), depth + 1);
            }
        }
        annotation(depth);
        ClassDescription whole =
                new ClassDescription(flags, name, fields, description(in.readUnsignedByte(), depth + 1));
        handles.set(handle, whole);
        return whole;
    }

    /** Superclasses first. */
    private void values(@Nullable ClassDescription type, int depth) throws IOException {
        if (type == null) {
            return;
        }
        values(type.parent(), depth);
        if ((type.flags() & IS_SERIALIZABLE) == 0) {
            throw new IOException("a secret key of the class " + type.name() + ", which writes itself in its own way");
        }
        for (char field : type.fields()) {
            value(field, depth);
        }
        if ((type.flags() & HAS_WRITE_METHOD) != 0) {
            annotation(depth);
        }
    }

    private void value(char type, int depth) throws IOException {
        if (type == 'L' || type == '[') {
            content(in.readUnsignedByte(), depth + 1);
        } else {
            pass(width(type));
        }
    }

    private void array(@Nullable ClassDescription type, int depth) throws IOException {
        if (type == null || type.name().length() < 2) {
            throw new IOException("a secret key with an array of nothing");
        }
        remember(ClassDescription.NONE);
        int length = in.readInt();
        char element = type.name().charAt(1);
        if (element == 'L' || element == '[') {
            for (int i = 0; i < length; i++) {
                content(in.readUnsignedByte(), depth + 1);
            }
        } else {
            pass((long) length * width(element));
        }
    }

    /** What a class adds to its fields, up to the mark that ends it. */
    private void annotation(int depth) throws IOException {
        for (int kind = in.readUnsignedByte(); kind != END_OF_BLOCKS; kind = in.readUnsignedByte()) {
            if (kind == BLOCK) {
                pass(in.readUnsignedByte());
            } else if (kind == LONG_BLOCK) {
                pass(in.readInt());
            } else {
                content(kind, depth + 1);
            }
        }
    }

    private static int width(char type) throws IOException {
        return switch (type) {
            case 'B', 'Z' -> 1;
            case 'C', 'S' -> 2;
            case 'I', 'F' -> 4;
            case 'J', 'D' -> 8;
            default -> throw new IOException("a secret key with a field of the type " + (int) type);
        };
    }

    private void pass(long count) throws IOException {
        if (count < 0 || count > bytes.available()) {
            throw new EOFException();
        }
        in.skipNBytes(count);
    }
}
