-- Opens files in Neovim with `hyokasho lsp`, and prints what it shows: a line of JSON for each finding.
local program = vim.env.HYOKASHO_PROGRAM
local files = vim.split(vim.env.HYOKASHO_FILES, '\n')
local cmd = { program, 'lsp', '--no-config', '--stage', 'review' }
local id = vim.lsp.start_client({ name = 'hyokasho', cmd = cmd, root_dir = vim.fn.getcwd() })
local out = io.open(vim.env.HYOKASHO_OUT, 'w')
local came = {}
local handler = vim.lsp.handlers['textDocument/publishDiagnostics']
vim.lsp.handlers['textDocument/publishDiagnostics'] = function(err, result, ctx, config)
  came[result.uri] = true
  return handler(err, result, ctx, config)
end
for _, file in ipairs(files) do
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  vim.bo.filetype = 'yaml'
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, id)
  local uri = vim.uri_from_bufnr(buffer)
  vim.wait(20000, function() return came[uri] end, 20)
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    local shown = { file = file, code = d.code, severity = d.severity, line = d.lnum, column = d.col }
    out:write(vim.fn.json_encode(shown) .. '\n')
  end
end
out:close()
vim.lsp.stop_client(id)
vim.wait(2000, function() return vim.lsp.client_is_stopped(id) end, 20)
vim.cmd('qa!')
