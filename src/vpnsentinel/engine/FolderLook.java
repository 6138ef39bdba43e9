package vpnsentinel.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one look at a folder saw whose files people edit. A file that cannot be read keeps no other from being read; one that
 * vanishes between the list and its reading was never there.
 *
 * @param texts name and text of each file that can be read, in the order of names
 * @param unreadable what is wrong with those that cannot
 * @param passedOver names that look like what is sought but end otherwise, so that nobody reads them
 * @param failure why the folder itself cannot be read, empty when it can
 */
public record FolderLook(
        Map<String, String> texts, Map<String, Complaint> unreadable, List<String> passedOver, String failure) {
    private static final String AS_UTF_8 = "; save the file as UTF-8";

    public FolderLook {
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
        passedOver = List.copyOf(passedOver);
    }

    /** A folder in which nothing is. */
    public static FolderLook ofNothing() {
        return new FolderLook(Map.of(), Map.of(), List.of(), "");
    }

    private static FolderLook failed(String reason) {
        return new FolderLook(Map.of(), Map.of(), List.of(), reason);
    }

    /**
     * Looks at the files with this ending; hidden ones are left out.
     *
     * @param alike names that a person might take for such files
     */
    public static FolderLook at(Path folder, String ending, Pattern alike) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Complaint> unreadable = new TreeMap<>();
        List<String> passedOver = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, FolderLook::isShown)) {
            for (Path file : found) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(ending)) {
                    read(file, name, texts, unreadable);
                } else if (alike.matcher(name).matches()) {
                    passedOver.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return failed("is not there");
        } catch (NotDirectoryException e) {
            return failed("is no folder");
        } catch (AccessDeniedException e) {
            return failed("may not be read by this user; chmod a+rx allows it");
        } catch (IOException | DirectoryIteratorException e) {
            return failed("cannot be read: " + words(e));
        }
        Collections.sort(passedOver);
        return new FolderLook(texts, unreadable, passedOver, "");
    }

    private static boolean isShown(Path file) {
        return !String.valueOf(file.getFileName()).startsWith(".");
    }

    private static void read(Path file, String name, Map<String, String> texts, Map<String, Complaint> unreadable) {
        try {
            if (Files.isDirectory(file)) {
                unreadable.put(name, Complaint.ofWhole("is a folder, expected a file"));
            } else if (Files.exists(file) && !Files.isRegularFile(file)) {
                unreadable.put(name, Complaint.ofWhole("is no ordinary file"));
            } else {
                decode(Files.readAllBytes(file), name, texts, unreadable);
            }
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(file)) {
                unreadable.put(name, Complaint.ofWhole("is a link to " + target(file) + ", which is not there"));
            }
        } catch (AccessDeniedException e) {
            unreadable.put(name, Complaint.ofWhole("may not be read by this user; chmod a+r allows it"));
        } catch (IOException e) {
            unreadable.put(name, Complaint.ofWhole("cannot be read: " + words(e)));
        }
    }

    private static void decode(
            byte[] bytes, String name, Map<String, String> texts, Map<String, Complaint> unreadable) {
        if (isSixteenBits(bytes)) {
            unreadable.put(name, Complaint.ofWhole("is not UTF-8 but UTF-16" + AS_UTF_8));
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        out.flip();
        if (result.isError()) {
            int line = 1 + (int) out.chars().filter(c -> c == '\n').count();
            String wrong = String.format("0x%02X", bytes[in.position()]);
            unreadable.put(
                    name,
                    new Complaint(line, "a character here is not UTF-8 (" + wrong + ", maybe Latin-1)" + AS_UTF_8));
            return;
        }
        String text = out.toString();
        texts.put(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** With its mark, or betrayed by the zeros beside its letters. */
    private static boolean isSixteenBits(byte[] bytes) {
        boolean marked = bytes.length > 1
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
        for (int i = 0; !marked && i < bytes.length; i++) {
            marked = bytes[i] == 0;
        }
        return marked;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "nowhere";
        }
    }

    /** What the system says, without the name that everybody has read already. */
    private static String words(Exception thrown) {
        Throwable cause =
                thrown instanceof DirectoryIteratorException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null || reason.isBlank() ? "the system gives no reason" : reason;
    }
}
