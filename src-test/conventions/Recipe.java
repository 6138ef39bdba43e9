package conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page tells its reader to do to the product, in one paragraph that begins with bold words: a {@code diff} edits
 * the file that was named last, {@code yaml} is the content of a new one, {@code sh} is typed.
 *
 * @param page where it stands
 * @param text all of it
 */
record Recipe(Page page, String text) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern FILE = Pattern.compile("(?:\\]\\(|`)([\\w./-]+\\.(?:yaml|ftlh))[)`]");
    private static final Pattern SETTING = Pattern.compile("\\b([A-Z][A-Z_]+)=([^\\s\\\\]+)");

    /** The recipe whose first, bold words these are. */
    static Recipe of(Page page, String title) {
        int start = page.text().indexOf("\n**" + title + "**");
        if (start < 0) {
            throw new IllegalArgumentException(page + " has no recipe '" + title + "'");
        }
        return new Recipe(page, page.text().substring(start + 1).split("\n(?=\\*\\*|## )", 2)[0]);
    }

    private List<MatchResult> blocks() {
        return BLOCK.matcher(text).results().toList();
    }

    /** The one text between fences. */
    String block() {
        return blocks().get(0).group(2);
    }

    /** Every {@code NAME=value} between its fences. */
    Map<String, String> settings() {
        Map<String, String> found = new HashMap<>();
        blocks().forEach(block ->
                SETTING.matcher(block.group(2)).results().forEach(line -> found.put(line.group(1), line.group(2))));
        return found;
    }

    /**
     * Does all that it tells, in order.
     *
     * @param product a copy of the product's folders
     * @param own puts what is the reader's own in the place of the page's example
     */
    void follow(Path product, UnaryOperator<String> own) throws IOException, InterruptedException {
        for (MatchResult block : blocks()) {
            String content = own.apply(block.group(2));
            switch (block.group(1)) {
                case "diff" -> edit(product.resolve(file(block)), content);
                case "yaml" -> Files.writeString(fresh(product.resolve(file(block))), content);
                case "sh" -> type(product, content);
                default -> throw new IllegalStateException("nobody can do " + block.group(1));
            }
        }
    }

    /** The file that the page named last before the block. */
    private Path file(MatchResult block) {
        List<String> named = FILE.matcher(text.substring(0, block.start()))
                .results()
                .map(match -> match.group(1))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalStateException("no file is named before the block of " + text);
        }
        return page.target(named.get(named.size() - 1));
    }

    private static Path fresh(Path file) {
        if (Files.exists(file)) {
            throw new IllegalStateException(file + " is no new file");
        }
        return file;
    }

    private static void edit(Path file, String diff) throws IOException {
        String before = side(diff, '-');
        String text = Files.readString(file);
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new IllegalStateException("not once in " + file + ":\n" + before);
        }
        Files.writeString(file, text.substring(0, at) + side(diff, '+') + text.substring(at + before.length()));
    }

    /** The lines of one side, with those that both have. */
    private static String side(String diff, char sign) {
        return diff.lines()
                .filter(line -> line.charAt(0) == ' ' || line.charAt(0) == sign)
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    private static void type(Path product, String commands) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("bash", "-e", "-c", commands));
        Process process = new ProcessBuilder(words)
                .directory(product.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("failed: " + commands);
        }
    }
}
