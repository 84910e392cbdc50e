package io.github.senda.storefront.cli;

/** What {@code --help} prints. */
final class Help {

  private static final String GENERAL =
      """
      Senda from a terminal: the journeys in a log, as figures and as a diagram.

        senda graph INPUT [reader] [--json]                     figures of the journey graph
        senda leaks INPUT [reader] [--json]                     carts and checkouts that were left
        senda export INPUT [reader] --to FORMAT --out FILE      a diagram that can be edited
        senda push INPUT --title TITLE [reader]                 the same as a document at Lucid
        senda explain FILE.har [--json]                         what Senda makes of a recorded visit
        senda backup STORE --out FILE.zip                       a copy of a shop's store
        senda touches FILE.csv --to STORE                       touches that the shop cannot see
        senda rules check FILE                                  what is wrong with a file of rules
        senda visitor access|erase STORE --visitor NUMBER       what is kept of one person
        senda COMMAND --help                                    more of one command
        senda --version

      senda stands for: java -jar senda-<version>.jar
      """;

  private static final String GRAPH =
      """
      senda graph INPUT [reader] [--goal TOUCHPOINT] [--funnel A,B,C] [--json]

      Prints the figures of the journey graph: touches, journeys, touchpoints, transitions with
      their count, mean and exact median time, first and last touchpoints, variants.

        --json              one JSON object instead of a text
        --share-touchpoints SHARE  keep the commonest touchpoints until they hold this share of all
                            touches, from 0 to 1, and count the others as one, called others; a
                            purchase always stays
        --share-paths SHARE show the heaviest transitions until they hold this share of all that was
                            gone, and always so many that every touchpoint keeps its widest way
                            from the entry and to the exit. What is hidden is said
        --k JOURNEYS        count touchpoints of fewer journeys as one, called others, and never
                            fewer than that together
        --by category|page  take touchpoints apart by what the log tells beside them: the category of
                            goods, or the page; each part counts for itself
        --into A,B          only these touchpoints, by page where nothing is said; a purchase never
        --compare EXPR      also how the journeys differ from those of this other filter: the share
                            that pass each transition, less the share there, with its 95 % interval
                            and whether the change is clear (Fisher, Benjamini-Hochberg)
        --unit UNIT         what is counted as a journey: visit, if nothing is said; journey, one
                            visitor's visits up to and with a purchase; visitor, all of theirs
        --goal TOUCHPOINT   also how many journeys reach it, with the 95 % interval, how likely it
                            is from each touchpoint, and the steps to come; a journey counts up to
                            the first time that it is there
        --funnel A,B,C      also how many journeys reach each of these touchpoints by way of those
                            before it, in this order, with anything between

      """;

  private static final String LEAKS =
      """
      senda leaks INPUT [reader] [--json]

      Prints what became of carts and checkouts: how many were left, at which step, after what, and
      what lay in them, as far as the log tells. Touchpoints go by their names, as add_to_cart,
      begin_checkout, add_payment_info, checkout_error and purchase. In a log every visit is over,
      so whatever was not bought is left. Days are those of --zone.

        --json              one JSON object instead of a text

      """;

  private static final String EXPORT =
      """
      senda export INPUT [reader] --to FORMAT --out FILE

      Writes the journey map as a diagram. An unknown FORMAT lists those that there are.

        --share SHARE       draw the heaviest transitions until they hold this share of all, from
                            0 to 1; 0.8 where nothing is said. What is hidden is said in the picture
        --share-touchpoints SHARE  keep the commonest touchpoints until they hold this share of all
                            touches, and draw the others as one
        --k JOURNEYS        draw touchpoints of fewer journeys as one
        --by category|page  take touchpoints apart by what the log tells beside them: the category of
                            goods, or the page; each part counts for itself
        --into A,B          only these touchpoints, by page where nothing is said; a purchase never
        --stages MODEL      the lanes: shop, five, seven, three, or a file of stages of your own, a
                            line for each: discover "Descubrir": page_view, search
        --lang en|es        the language of the picture; English where nothing is said
        --title TEXT        the title of the picture
        --unit UNIT         what is counted as a journey: visit, journey or visitor
        --compare EXPR      a second page with the journeys that fit, every card in the same place
        --pages stages      over several pages: the commonest ways, then a page for each stage with
                            all that leads there and on. Pages are held by drawio, visio and lucid

      """;

  private static final String PUSH =
      """
      senda push FILE --title TITLE [--folder NUMBER]
      senda push INPUT [reader] --title TITLE [--folder NUMBER]

      Brings a diagram to your account at Lucid, and prints its address there. FILE is a diagram
      that ends in .lucid, .drawio or .vsdx; any other INPUT is a log, of which the journey map is
      drawn. It is sent once: where Lucid does not confirm it, it is looked for by its title.

      The key of Lucid's API, with the grant DocumentEdit, stands in the variable SENDA_LUCID_KEY,
      or in a file that SENDA_LUCID_KEY_FILE names.

        --title TITLE       what the document is called
        --folder NUMBER     the folder at Lucid it goes into
        --key-file FILE     a file with the key
        --as FORMAT         what a log's map is sent as: lucid, or drawio or visio, which Lucid
                            converts; lucid where nothing is said
        --proxy HOST:PORT   the HTTP proxy through which Lucid is reached
        --share SHARE       as for senda export; where that is more than Lucid takes, less is drawn
        --compare EXPR      as for senda export: a page for each of two selections
        --pages stages      as for senda export; over several documents where one cannot hold all
        --lang en|es        as for senda export

      """;

  private static final String EXPLAIN =
      """
      senda explain FILE.har [--rules FILE] [--json]

      Says what Senda would make of every request of a recorded visit, before anything is
      installed. Record a purchase in the network tab of a browser's developer tools with "keep
      log" on, save it as HAR, and read the lines: the touchpoint, or - where a request is no step
      of a visitor, and the rule that said so; ? marks what Senda is not sure of. Static files are
      counted, not listed. Only what a filter in the shop would see is read: no answer's body, no
      title, no time, of a form the names alone. FILE.har may be - for stdin.

        --rules FILE        your own rules before the built-in ones, as senda.rules takes them
        --json              every request: an array of objects with i, touchpoint, rule and confidence
      """;

  private static final String SELECTION =
      """
        --filter EXPR       only the journeys that fit, whole, as they stand in the log:
                              'platform=web and passes(cart) and never(purchase)'

      EXPR is made of these, with and, or, not and parentheses; quotes around what has blanks:

        COLUMN = VALUE      an attribute: any column that is neither case, activity nor time; of a
                            journey its first value. Also !=, in (A, B), and < <= > >= by number
        began >= 2026-10-01 the moment of its first touch; a day of --zone, or 2026-10-01T18:00
        landing = A         its first touchpoint
        passes(A)  never(A)  then(A, B): B some time after A  directly(A, B)  variant(A > B > C)
        outcome = purchase  or left, or active: still open
        visitor = returning known, with an earlier visit in the log; or new, unknown, simulated
        value >= 50 EUR     what the cart was worth by the server's word; in no log file
        attr.NAME = VALUE   an attribute that is called like one of these

      """;

  private static final String READER =
      """
      INPUT is a log file, plain or gzip, or - for stdin. Its reader goes by the content, else by:

        --format csv        a table: a header, then a row for each touch; comma, semicolon or tab
        --case COLUMN       the column that says which journey a row belongs to
        --visitor COLUMN    instead of --case: the visitor, whose touches are cut into visits
        --activity COLUMN   the column of the touchpoint
        --time COLUMN       the column of the time
        --category COLUMN   the column of the category of goods, for --by category; item_category
                            and the like where nothing is said
                            A COLUMN is its name in the header, else its number from 1.
        --time-format P     the pattern of times that are neither ISO 8601 nor since the epoch,
                            such as "dd/MM/yyyy HH:mm:ss" (java.time.format.DateTimeFormatter)
        --zone ZONE         the zone of times that name none; UTC where nothing is said

        --format combined   an access log of Apache or nginx; a visitor is an address with a user
                            agent. Static files, errors and crawlers are left out and counted
        --every-request     leave nothing out; a touchpoint is the path without its query

        --gap PAUSE         the longest pause within a visit, with s, m, h or d: 30m
        --skip-bad-rows     leave rows that cannot be read out, and say how many
      """;

  private static final String BACKUP =
      """
      senda backup FOLDER --out FILE.zip
      senda backup http://.../senda/ --token TOKEN --out FILE.zip

      Writes a copy of a store: of one that nobody runs, by its folder; of a running shop's, by the
      address of its panel and the panel's token. Unpacked into an empty folder it is a store again.
      """;

  private static final String TOUCHES =
      """
      senda touches FILE.csv --to FOLDER [--customers]
      senda touches FILE.csv --to http://.../senda/ --token TOKEN

      Brings touches that the shop cannot see into its store: orders at the counter, calls,
      newsletters, returns, reviews. FILE.csv is a table with a header, plain or gzip, or - for
      stdin; the columns touchpoint and time must be there; customer, order, value, currency,
      channel, category, source, key and attr.NAME may be, also by their Spanish names. What
      can be taken is taken, each touch once however often it is given; a row that cannot is told
      with its line, and ends the command with 2 when all others are in.

        --to STORE          the folder of a store that nobody runs, or the panel of a running shop
        --token TOKEN       the panel's token
        --customers         keep who a customer is, for a folder whose shop asks for consent
        --zone ZONE         the zone of times that name none; else the shop's, or this machine's
        --time-format P     the pattern of times, where it is not 2026-11-22 18:05 or 22/11/2026
                            18:05: such as "MM/dd/yyyy HH:mm"
        --currency CODE     the currency of values that name none
        --source NAME       who tells it, where no column says so; csv if nothing is said
      """;

  private static final String RULES =
      """
      senda rules check FILE

      Reads a shop's own rules as the shop would, and tells a mistake with its line and place. Ends
      with 0 where there is none.
      """;

  private static final String VISITOR =
      """
      senda visitor access|erase FOLDER --visitor NUMBER
      senda visitor access|erase http://.../senda/ --token TOKEN --customer ID

      Gives what a store keeps of one person as JSON, or erases it: by the number that the visitors'
      page shows to who agreed to be known again, or by the id by which the shop knows its customer.

        --visitor NUMBER    32 digits and letters from a to f
        --customer ID       as the shop tells it to Senda
        --token TOKEN       the panel's, for a running shop
      """;

  private Help() {}

  /** The help of a command, or of all. */
  static String of(String command) {
    return switch (command) {
      case "graph" -> GRAPH + SELECTION + READER;
      case "leaks" -> LEAKS + SELECTION + READER;
      case "export" -> EXPORT + SELECTION + READER;
      case "push" -> PUSH + SELECTION + READER;
      case "explain" -> EXPLAIN;
      case "backup" -> BACKUP;
      case "touches" -> TOUCHES;
      case "rules" -> RULES;
      case "visitor" -> VISITOR;
      case "", "--help", "-h", "help", "--version", "-V" -> GENERAL;
      default -> throw Command.unknown(command);
    };
  }
}
