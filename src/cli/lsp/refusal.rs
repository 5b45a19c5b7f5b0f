//! Why a request is not answered.

use std::error::Error;

use lsp_server::{ErrorCode, RequestId, Response};

/// Why a request is not answered.
#[derive(Debug)]
pub(super) struct Refusal {
    code: ErrorCode,
    message: String,
}

impl Refusal {
    /// For a reason of the protocol.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Refusal {
            code,
            message: message.into(),
        }
    }

    /// The parameters are not those of the request.
    pub fn params(error: &dyn Error) -> Self {
        Refusal::new(ErrorCode::InvalidParams, error.to_string())
    }

    /// In words for the user.
    pub fn failed(message: String) -> Self {
        Refusal::new(ErrorCode::RequestFailed, message)
    }

    /// What the user is to read, where it is in words for the user.
    pub fn for_user(&self) -> Option<&str> {
        matches!(self.code, ErrorCode::RequestFailed).then_some(self.message.as_str())
    }

    /// A fault of ours.
    pub fn internal(error: &dyn Error) -> Self {
        Refusal::new(ErrorCode::InternalError, error.to_string())
    }

    /// The answer that says so.
    pub fn response(self, id: RequestId) -> Response {
        Response::new_err(id, self.code as i32, self.message)
    }
}
