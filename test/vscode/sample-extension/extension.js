const vscode = require('vscode');
const host = typeof process === 'object' && process.versions && process.versions.node ? 'node' : 'web';

exports.activate = ({ subscriptions }) => {
  const log = vscode.window.createOutputChannel('kcolors', { log: true });
  subscriptions.push(
    log,
    vscode.commands.registerCommand('kcolors.compress', async (uri, all) => {
      log.info(`compress ${all.length}`);
      const panel = vscode.window.createWebviewPanel('sample', 'Sample', 1, { enableScripts: true });
      panel.webview.html = `<p id="n">${all.length} in ${host}</p>`;
      const choice = await vscode.window.showInformationMessage(`Chosen: ${all.length} in ${host}`, 'Undo');
      if (choice) await vscode.workspace.fs.delete(uri);
    }),
    vscode.commands.registerCommand('kcolors.ask', async () => {
      const pick = await vscode.window.showQuickPick(['one', 'two']);
      const answer = await vscode.window.showWarningMessage(`Really ${pick}?`, { modal: true }, 'Yes');
      vscode.window.showInformationMessage(`${answer} ${pick}`);
    }),
  );
};
