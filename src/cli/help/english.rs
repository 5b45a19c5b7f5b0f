//! The English of the command line.

/// The English of every text that the command line shows, by command and argument.
pub(super) const ENGLISH: &[(&str, &str)] = &[
    (
        "hyokasho",
        "Checks privacy impact assessments (全項目評価書) and prints them as the official form in PDF and HTML",
    ),
    (
        "lang",
        "Language of messages (ja or en); also by the environment variable HYOKASHO_LANG",
    ),
    (
        "colour",
        "When to use colours: auto (on a terminal), always or never; also by the environment variables NO_COLOR and FORCE_COLOR",
    ),
    (
        "new:",
        "Begin an assessment: a few questions become a draft with the items that the form asks for",
    ),
    (
        "new_file",
        "The file to make (default: asked for, with a name made of the number and the work); a file that is there is not written over",
    ),
    ("new_form", "The form of the document"),
    (
        "answers",
        "A file (YAML) with the answers to the questions; - is standard input",
    ),
    (
        "answers_template",
        "Print a file of answers to be filled in",
    ),
    (
        "like",
        "An older assessment, or one of another body, whose texts are taken over and marked to be looked at",
    ),
    (
        "guide",
        "How much is said of each blank item in comments: none, short or full; also なし, 短く, くわしく",
    ),
    ("check", "Check assessments and show all findings"),
    (
        "fmt",
        "Put assessments into the order and layout of the form; what they say stays",
    ),
    (
        "arranged",
        "Assessments, or folders with assessments (default: `paths` of hyokasho.toml); - is standard input, to standard output",
    ),
    (
        "only_look",
        "Write nothing and name what is not in order (exit status 1 if there is any)",
    ),
    (
        "show_patch",
        "Write nothing and show the changes as a patch",
    ),
    (
        "build",
        "Check assessments and write PDF, HTML and an index",
    ),
    (
        "export",
        "Make a workbook (Excel) or a document (Word) of an assessment, to go on writing in",
    ),
    ("office_format", "What to make: xlsx (Excel) or docx (Word)"),
    (
        "office_file",
        "File to write; by itself out/NAME.xlsx or out/NAME.docx",
    ),
    (
        "exported_at",
        "The stage: draft, review or publish (also 下書き, 点検, 公表), which leaves out what the form does not print (default: `stage` of hyokasho.toml, else draft)",
    ),
    (
        "import:",
        "Make an assessment (YAML) of a workbook, a document, a PDF or a web page",
    ),
    (
        "import_file",
        "The file: Excel (xlsx, xlsm, xls, ods), Word (docx), PDF, HTML, text (md, txt) or csv",
    ),
    (
        "import_out",
        "The file to write (default: NAME.yaml beside the source, which must not be there yet)",
    ),
    (
        "import_form",
        "様式 of the assessment (default: the one that fits)",
    ),
    (
        "import_edition",
        "版 of the form (default: the one that fits)",
    ),
    (
        "import_sheets",
        "A sheet to read; may be repeated (default: all)",
    ),
    ("import_report", "How the closing report is shown"),
    ("diff:", "Show item by item how two versions differ"),
    (
        "old",
        "The old version: a file, REV:PATH, or a revision alone for the same file as on the other side",
    ),
    ("new", "The new version, given the same way"),
    (
        "changelog",
        "Show or write the rows that 別添３ (変更箇所) lacks, by what changed since another version",
    ),
    (
        "log",
        "Show which revision changed an assessment, or one of its items, with the rows of 別添３ that cover it",
    ),
    (
        "log_item",
        "The item: its address (Ⅱ６①保管場所) or its id (default: all items)",
    ),
    (
        "log_since",
        "Look only at what came after this git revision (default: from the first version on)",
    ),
    ("most", "How many versions to show, the newest first"),
    ("log_format", "Output format"),
    ("file", "The assessment"),
    (
        "watch",
        "Check on each save, and show which findings came and which went (Ctrl+C to stop)",
    ),
    (
        "watched_baseline",
        "Leave out the findings in this file (written by check --write-baseline)",
    ),
    (
        "desk",
        "Fill in assessments in the browser as the official form (on this machine alone; Ctrl+C ends it)",
    ),
    (
        "desk_path",
        "An assessment, or a folder with assessments (default: the current folder)",
    ),
    ("port", "The port to listen at (default: a free one)"),
    ("no_open", "Do not open the browser; only print the address"),
    (
        "lsp",
        "Run the server for editors (language server): findings, completion, explanations and fixes",
    ),
    (
        "stdio",
        "Talk over standard input and output (the default; some editors name it)",
    ),
    (
        "completions",
        "Make a shell complete commands, options and their values",
    ),
    ("shell", "bash, zsh, fish, powershell or elvish"),
    ("script_file", "File to write (default: to the screen)"),
    ("man", "Make the help of commands pages for `man`"),
    (
        "page_of",
        "Whose page, such as check or review status (default: that of all)",
    ),
    (
        "pages",
        "Folder for the pages of all commands, such as ~/.local/share/man/man1",
    ),
    (
        "base",
        "The version to compare with: a git revision (the same file there), REV:PATH, or a file",
    ),
    (
        "date",
        "変更日 of the rows (default: 公表日, where it comes after that of the old version)",
    ),
    (
        "since",
        "The git tag or revision to compare with (the same file there), instead of --base",
    ),
    ("write", "Write the rows into 別添３ of the file"),
    (
        "rebuild",
        "Make all rows of this revision anew and write them (after a merge of two branches); 提出時期 and 説明 stay",
    ),
    (
        "group_renames",
        "Write one row, which lists the items, for a name (of an office, a law or a system) that is replaced in several and nothing else",
    ),
    ("print", "Show the rows and write nothing (the default)"),
    (
        "review",
        "Make the papers of a review (report, minutes, answers, recommendation) of its record",
    ),
    (
        "review status",
        "Show questions without an answer, and promises with their days, by who has to answer",
    ),
    (
        "review fill",
        "Propose what the record gives to blank items of Ⅵ (評価実施手続) of the assessment",
    ),
    (
        "records",
        "Records of a review, or folders with such (default: `paths` of hyokasho.toml)",
    ),
    (
        "paper",
        "The papers to make: 報告 (report), 会議録 (minutes), 質疑回答 (questions), 意見回答 (opinions), 答申 (recommendation), 記録 (the whole record); several with commas (default: those for which the record holds something)",
    ),
    (
        "paper_format",
        "What to make: html, pdf, docx, with commas between them (default: all)",
    ),
    (
        "public",
        "For the public: without the names of people, exceptions and the YAML",
    ),
    (
        "reviewed_since",
        "The old version of the assessment to compare with (a git revision, REV:PATH or a file; default: 対象の版 of the record)",
    ),
    (
        "write_items",
        "Put them into the blank items of the assessment; what stands there stays",
    ),
    (
        "status",
        "List the assessments with their deadlines and findings",
    ),
    (
        "status_of",
        "The day as of which the list is made, such as 2026-04-01 (default: today)",
    ),
    (
        "with_findings",
        "Also write NAME.findings.html, a page with the findings next to the items, and index.findings.html (not to be published)",
    ),
    (
        "force_draft",
        "At publish, write assessments that have findings, too, marked 素案",
    ),
    (
        "schema",
        "Make a JSON Schema of the form, by which editors help to write YAML",
    ),
    (
        "schema_form",
        "The form: 全項目評価書 (the default) or 点検記録",
    ),
    (
        "schema_edition",
        "The edition, such as 平成30年5月 (default: the newest)",
    ),
    (
        "schema_out",
        "The file to write; without it, or with -, the screen",
    ),
    (
        "explain:",
        "Explain an item of the form (what belongs there, when, how it is written) or a rule (what, why, how to fix it)",
    ),
    (
        "explained",
        "An item by address, label or id (Ⅱ３①, 2-3-1, 対象人数), or the code of a rule (S004); without it all rules are listed",
    ),
    (
        "explained_form",
        "The form in which the item is looked for: 全項目評価書 or 点検記録 (default: in this order); without an item all its items are listed",
    ),
    (
        "paths",
        "Assessments, or folders with assessments (default: `paths` of hyokasho.toml)",
    ),
    (
        "stage",
        "The stage to check for: draft, review or publish; also 下書き, 点検, 公表 (default: `stage` of hyokasho.toml, else draft)",
    ),
    ("format", "Output format"),
    (
        "pdf_standard",
        "The standard that PDFs keep to (default: `pdf-standard` of hyokasho.toml, else a-3a, which is PDF/A-3a with PDF/UA-1)",
    ),
    (
        "layout",
        "How html and pdf are laid out: redline, or table (新旧対照表, new and old side by side)",
    ),
    (
        "diffed_at",
        "The stage of the new version: draft, review or publish (also 下書き, 点検, 公表); html, pdf and docx of a draft are marked 素案 (default: `stage` of hyokasho.toml, else publish)",
    ),
    (
        "built_since",
        "The old version to compare with (a git revision, REV:PATH or a file): changed items are marked, and what changed is written to NAME.redline.html and .pdf",
    ),
    (
        "deny",
        "Exit with 1 when there is a finding of this severity or above: error, warning or info; also エラー, 注意, 参考",
    ),
    (
        "fix",
        "Fix what can be fixed safely (--fix=unsafe: also what needs a review)",
    ),
    ("out", "Folder for the output"),
    (
        "out_file",
        "File to write; by itself human and json go to the screen, the others to out/NAME.redline.html, .pdf or .docx (NAME.table.html for the table)",
    ),
    ("diff", "Show the fixes as a patch and write nothing"),
    (
        "as_of",
        "The day as of which law and deadlines are read, such as 2026-04-01 (default: 公表日)",
    ),
    (
        "outputs",
        "Also write the findings to a file, such as sarif=result.sarif (- is standard output); may be repeated",
    ),
    (
        "config",
        "The settings file; without it hyokasho.toml is looked for from the assessments' folders upwards",
    ),
    ("no_config", "Use no settings file and no terms of your own"),
    (
        "baseline",
        "Leave out the findings in this file (written by --write-baseline); say only how many",
    ),
    (
        "write_baseline",
        "Write the findings of now to a file, so that only new ones count afterwards",
    ),
    ("pedantic", "Also run the opt-in rules"),
];
