package vpnsentinel.dashboard;

import freemarker.cache.TemplateLoader;
import freemarker.core.ParseException;
import freemarker.template.Configuration;
import freemarker.template.Template;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Complaint;
import vpnsentinel.engine.FolderLook;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/**
 * The files of messages and pages: one folder, and another one that may lie on top of it. A template that is edited into
 * something that is none keeps what it was, and is told. Thread-safe.
 */
public final class TemplateFolder implements TemplateLoader {
    private static final Logger LOG = LoggerFactory.getLogger(TemplateFolder.class);
    private static final String ENDING = ".ftlh";
    private static final Pattern ALIKE = Pattern.compile("(?i).+\\.ftl[hx]?");
    private static final List<String> ROOMS = List.of("", "dashboard/", "telegram/");
    /** What routes ask for, and what these have in common. */
    private static final List<String> SHIPPED = List.of(
            "telegram/alert.ftlh",
            "telegram/answer.ftlh",
            "telegram/words.ftlh",
            "dashboard/dashboard.ftlh",
            "dashboard/logs.ftlh",
            "dashboard/error.ftlh",
            "dashboard/layout.ftlh");

    private final Path folder;
    private final Optional<Path> overlay;
    private final Configuration grammar = Templates.hardened();
    private final Map<String, String> good = new TreeMap<>();
    private final Map<String, String> tried = new TreeMap<>();
    private volatile List<String> faults = List.of();
    private volatile List<String> remarks = List.of();

    private TemplateFolder(Path folder, Optional<Path> overlay) {
        this.folder = folder;
        this.overlay = overlay;
        if (!Files.isDirectory(folder)) {
            throw new StartProblem("templates: cannot read the folder " + folder.toAbsolutePath()
                    + "; set VPN_SENTINEL_TEMPLATES_DIR to one with dashboard and telegram in it");
        }
        if (Seen.in(folder, "").files.isEmpty()
                && Seen.in(folder, "").unreadable.isEmpty()) {
            throw new StartProblem("templates: no *" + ENDING + " in dashboard or telegram of "
                    + folder.toAbsolutePath() + "; set VPN_SENTINEL_TEMPLATES_DIR to a folder with some");
        }
    }

    /**
     * The folders that the settings name.
     *
     * @throws StartProblem when the one below is missing or holds no template
     */
    public static TemplateFolder of(Settings settings) {
        return new TemplateFolder(settings.path("templates.folder"), settings.optionalPath("templates.overlay"));
    }

    /** One folder, and nothing on top of it. */
    public static TemplateFolder of(Path folder) {
        return new TemplateFolder(folder, Optional.empty());
    }

    /** What is in one folder and its rooms. */
    private record Seen(Map<String, String> files, Map<String, Complaint> unreadable, List<String> passedOver) {
        /** @param mark stands before the names of files for people */
        static Seen in(Path folder, String mark) {
            Map<String, String> files = new TreeMap<>();
            Map<String, Complaint> unreadable = new TreeMap<>();
            List<String> passedOver = new ArrayList<>();
            for (String room : ROOMS) {
                Path at = folder.resolve(room);
                if (Files.isDirectory(at)) {
                    FolderLook look = FolderLook.at(at, ENDING, ALIKE);
                    look.texts().forEach((name, text) -> files.put(room + name, text));
                    look.unreadable().forEach((name, complaint) -> unreadable.put(room + name, complaint));
                    look.passedOver().forEach(name -> passedOver.add(mark + room + name));
                    if (!look.failure().isEmpty()) {
                        unreadable.put(room, Complaint.ofWhole(look.failure()));
                    }
                }
            }
            return new Seen(files, unreadable, passedOver);
        }
    }

    /** Looks at the files and takes over what was edited. */
    public synchronized void look() {
        List<String> wrong = new ArrayList<>();
        Optional<Path> on = overlay.filter(Files::isDirectory);
        String mark = on.map(path -> path.getFileName() + "/").orElse("");
        Seen base = Seen.in(folder, "");
        Seen top = on.map(path -> Seen.in(path, mark)).orElse(new Seen(Map.of(), Map.of(), List.of()));
        base.unreadable().forEach((name, complaint) -> wrong.add(refused(complaint.in(name))));
        top.unreadable().forEach((name, complaint) -> wrong.add(refused(complaint.in(mark + name))));
        TreeSet<String> names = new TreeSet<>(base.files().keySet());
        names.addAll(top.files().keySet());
        for (String name : names) {
            boolean isTaken = top.files().containsKey(name)
                    && take(name, mark, top.files().get(name), wrong);
            boolean isHidden = top.files().containsKey(name) && good.containsKey(name);
            if (!isTaken && !isHidden && base.files().containsKey(name)) {
                take(name, "", base.files().get(name), wrong);
            }
        }
        names.addAll(base.unreadable().keySet());
        names.addAll(top.unreadable().keySet());
        missing(names, wrong);
        tell(wrong, remarks(on, base, top));
    }

    /** Takes the text if it is a template; one that could not be read at the first look fails when it is asked for. */
    private boolean take(String name, String mark, String text, List<String> wrong) {
        Optional<Complaint> complaint = complaint(name, text);
        if (complaint.isEmpty()) {
            good.put(name, text);
        } else {
            wrong.add(refused(complaint.get().in(mark + name)));
        }
        tried.put(name, text);
        return complaint.isEmpty();
    }

    private Optional<Complaint> complaint(String name, String text) {
        if (text.equals(good.get(name))) {
            return Optional.empty();
        }
        if (text.isBlank()) {
            return Optional.of(Complaint.ofWhole("is empty"));
        }
        try {
            new Template(name, new StringReader(text), grammar);
            return Optional.empty();
        } catch (ParseException e) {
            return Optional.of(TemplateWords.complaint(e));
        } catch (IOException e) {
            return Optional.of(Complaint.ofWhole(String.valueOf(e.getMessage())));
        }
    }

    /** What is gone and needed stays as it was; what was somebody's own goes. */
    private void missing(Set<String> present, List<String> wrong) {
        tried.keySet().removeIf(name -> !present.contains(name) && !SHIPPED.contains(name));
        good.keySet().removeIf(name -> !present.contains(name) && !SHIPPED.contains(name));
        for (String name : SHIPPED) {
            boolean isRoomThere = Files.isDirectory(folder.resolve(name.substring(0, name.indexOf('/'))));
            if (!present.contains(name) && (good.containsKey(name) || isRoomThere)) {
                wrong.add(
                        good.containsKey(name)
                                ? refused(name + ": is gone")
                                : name + ": is not there, what it should show is shown without it or not at all");
            }
        }
    }

    private static String refused(String complaint) {
        return "edit refused: " + complaint;
    }

    private List<String> remarks(Optional<Path> on, Seen base, Seen top) {
        List<String> remarks = new ArrayList<>();
        if (overlay.isPresent() && on.isEmpty()) {
            remarks.add("the overlay " + overlay.get().toAbsolutePath()
                    + " (VPN_SENTINEL_TEMPLATES_OVERLAY) is not there; it counts as soon as it is");
        }
        List<String> passedOver = Stream.concat(base.passedOver().stream(), top.passedOver().stream())
                .toList();
        if (!passedOver.isEmpty()) {
            remarks.add("not read, because a template ends in " + ENDING + ": " + String.join(", ", passedOver));
        }
        return remarks;
    }

    private void tell(List<String> wrong, List<String> said) {
        wrong.stream().filter(each -> !faults.contains(each)).forEach(each -> LOG.error("template fault=\"{}\"", each));
        said.stream().filter(each -> !remarks.contains(each)).forEach(LOG::warn);
        faults = List.copyOf(wrong);
        remarks = List.copyOf(said);
    }

    /** What is wrong with templates as they are now, one sentence each. */
    public List<String> faults() {
        return faults;
    }

    /** What a person should know of the files besides, one sentence each. */
    public List<String> remarks() {
        return remarks;
    }

    /** How many templates are in force. */
    public synchronized int size() {
        return good.size();
    }

    /** Where the file is that pages load, {@code dashboard/sentinel.css}; a file on top hides the one below. */
    Path file(String name) {
        return overlay.map(path -> path.resolve(name))
                .filter(Files::isRegularFile)
                .orElse(folder.resolve(name));
    }

    @Override
    public synchronized @Nullable Object findTemplateSource(String name) {
        look();
        String text = good.getOrDefault(name, tried.get(name));
        return text == null ? null : new Source(name, text);
    }

    /** One text of a template; the same text is the same source. */
    private record Source(String name, String text) {}

    @Override
    public long getLastModified(Object source) {
        return 0; // what differs is another source
    }

    @Override
    public Reader getReader(Object source, String encoding) {
        return new StringReader(((Source) source).text());
    }

    @Override
    public void closeTemplateSource(Object source) {
        // it is a text
    }
}
