// Starts `hyokasho lsp` for YAML documents; all that is known of assessments is known there.

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** A text in the language of the settings, Japanese by default. */
const say = (ja: string, en: string) => (settings().get("lang") === "en" ? en : ja);
const settings = () => vscode.workspace.getConfiguration("hyokasho");
const folder = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;

/** The program: what the settings name, else what comes with the extension, else what is on PATH. */
function program(context: vscode.ExtensionContext): string | undefined {
  const named = settings().get<string>("path", "").trim();
  if (named !== "") {
    const whole = named.replace(/^~(?=[/\\]|$)/, os.homedir()).replace("${workspaceFolder}", folder() ?? "");
    return isFile(whole) ? whole : undefined;
  }
  const file = process.platform === "win32" ? "hyokasho.exe" : "hyokasho";
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(path.isAbsolute);
  return [context.asAbsolutePath("server"), ...folders].map((at) => path.join(at, file)).find(isFile);
}

const isFile = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

async function missing(): Promise<void> {
  const open = say("設定を開く", "Open settings");
  const named = settings().get<string>("path", "").trim();
  const text =
    named === ""
      ? say(
          "hyokasho のプログラムが見つかりません。インストールするか、設定 hyokasho.path で場所を指定してください。",
          "The program hyokasho was not found. Install it, or say in the setting hyokasho.path where it is.",
        )
      : say(`設定 hyokasho.path の場所にプログラムがありません: ${named}`, `hyokasho.path names no program: ${named}`);
  if ((await vscode.window.showErrorMessage(text, open)) === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "hyokasho.path");
  }
}

async function start(context: vscode.ExtensionContext): Promise<void> {
  await stop();
  const command = program(context);
  if (command === undefined) return missing();
  client = new LanguageClient(
    "hyokasho",
    { command, args: ["lsp", "--lang", settings().get("lang", "ja")], options: { cwd: folder() } },
    {
      documentSelector: ["file", "untitled"].map((scheme) => ({ scheme, language: "yaml" })),
      initializationOptions: settings(),
      synchronize: { configurationSection: "hyokasho" },
    },
  );
  await client.start();
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.dispose();
}

/** Runs a command of the program on a folder or a file, and shows what it says. */
async function run(context: vscode.ExtensionContext, name: string, at: string, args: string[]): Promise<void> {
  const command = program(context);
  if (command === undefined) return missing();
  const stage = settings().get("stage", "");
  const all = [name, at, ...args, "--lang", settings().get("lang", "ja"), ...(stage === "" ? [] : ["--stage", stage])];
  const work = new vscode.ProcessExecution(command, all, { cwd: folder() ?? path.dirname(at) });
  const task = new vscode.Task({ type: "process" }, vscode.TaskScope.Workspace, name, "hyokasho", work);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  await vscode.tasks.executeTask(task);
}

/** Whether a document begins as an assessment does: for other YAML there is nothing to start, or to complain of. */
const isOurs = (document: vscode.TextDocument) =>
  document.languageId === "yaml" && /^(?:様式|版)[ \t\u3000]*[:：]/mu.test(document.getText().slice(0, 4096));

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const on = (name: string, act: () => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(`hyokasho.${name}`, act));
  const none = () => vscode.window.showInformationMessage(say("評価書を開いてください。", "Open an assessment."));
  on("restart", () => start(context));
  on("log", () => client?.outputChannel.show());
  on("check", () => (folder() === undefined ? none() : run(context, "check", folder()!, [])));
  on("build", async () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || document.isUntitled || !isOurs(document)) return none();
    await document.save();
    return run(context, "build", document.fileName, ["-o", path.join(path.dirname(document.fileName), "out")]);
  });
  let begun = false;
  const begin = async (document?: vscode.TextDocument) => {
    if (begun || (document !== undefined && !isOurs(document))) return;
    begun = true;
    await start(context);
  };
  // What else the settings say is taken up by the server itself.
  const again = (event: vscode.ConfigurationChangeEvent) =>
    ["hyokasho.path", "hyokasho.lang"].some((name) => event.affectsConfiguration(name));
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(begin),
    vscode.workspace.onDidSaveTextDocument(begin),
    vscode.workspace.onDidChangeConfiguration((event) => (begun && again(event) ? start(context) : undefined)),
  );
  const settled = await vscode.workspace.findFiles("**/hyokasho.toml", "**/node_modules/**", 1);
  if (settled.length > 0 || vscode.workspace.textDocuments.some(isOurs)) await begin();
}

export const deactivate = stop;
