package conventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code .env.example}, the generated parts of the folders' pages, and the forms of the own components anew: {@code
 * ./sentinel test --write-docs}.
 */
final class WriteDocs {
    private WriteDocs() {}

    public static void main(String[] arguments) throws Exception {
        write(Path.of(".env.example"), Docs.envExample());
        for (String folder : Docs.ROUTES) {
            Path page = Path.of(folder, "README.md");
            write(page, Docs.page(folder, BoundSteps.of(folder), Files.readString(page)));
        }
        Path sources = Path.of("src", "README.md");
        write(sources, Room.written(Files.readString(sources)));
        for (ComponentForm form : ComponentForm.all()) {
            write(form.file(), form.text());
        }
    }

    private static void write(Path file, String text) throws IOException {
        boolean same = Files.exists(file) && Files.readString(file).equals(text);
        Files.writeString(file, text);
        System.out.println(file + (same ? " was up to date" : " written"));
    }
}
